/** The pretrained backbone: what the page says where its file is missing. */
import { describe, expect, it } from 'vitest';
import { audit } from './support/audit.ts';
import { hostSite } from './support/host.ts';

describe('the pretrained backbone', () => {
  const host = hostSite();

  it('is missed by name, in both languages, and the rest goes on', async () => {
    const { page, close } = await host.open('#/evaluate?v=2&det=patchcore&bank=6&d=hex-nut', {
      serviceWorkers: 'block',
    });
    await page.route('**/backbone/*.safetensors', (route) => route.fulfill({ status: 404, body: '' }));
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    await page.getByText('The pretrained backbone cannot be used').waitFor();
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByText('学習済みバックボーンを使えません').waitFor();
    expect(await audit(page)).toEqual([]);
    await close();
  });
});
