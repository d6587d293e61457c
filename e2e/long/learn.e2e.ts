/** Lessons are finished by doing; a teacher's link holds the rest still; the words are there in both languages. */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditAll, narrowLooks } from '../support/audit-all.ts';
import { hostSite } from '../support/host.ts';
import { learnScreens } from '../support/screens.ts';

/** Screenshots to look at, where KIZU_SHOTS names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['KIZU_SHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

async function slide(page: Page, name: RegExp, keys: readonly string[]): Promise<void> {
  const slider = page.getByRole('complementary', { name: 'Learn' }).getByRole('slider', { name });
  for (const key of keys) await slider.press(key);
}

describe('Learn', () => {
  const host = hostSite();

  it('finishes a lesson by doing it, and remembers that after a reload', async () => {
    const { page, complaints, close } = await host.open('#/tune');
    await page.getByRole('figure').nth(11).waitFor();
    await page.getByRole('button', { name: 'Learn', exact: true }).click();
    const drawer = page.getByRole('complementary', { name: 'Learn' });
    await drawer.getByRole('button', { name: /What is an anomaly/ }).click();
    const told = (text: string) => drawer.getByRole('status').filter({ hasText: text }).waitFor();
    await told('0 of 6');
    await drawer.getByRole('button', { name: 'Go to Data' }).click();
    await told('1 of 6');
    await page.locator('section[aria-labelledby=samples][data-pointed-out]').waitFor();
    await page.getByRole('button', { name: /Woven fabric/ }).click();
    await told('2 of 6');
    expect(await page.locator('[data-pointed-out]').count()).toBe(0); // its next place is on another stage
    await drawer.getByRole('button', { name: 'Go to Tune' }).click();
    await page.locator('section[aria-labelledby=pseudo-anomalies][data-pointed-out]').waitFor();
    await page.getByRole('button', { name: 'Candidate 4', exact: true }).click();
    await told('3 of 6');
    await page.getByRole('button', { name: 'New seed' }).first().click();
    await told('4 of 6');
    await page.getByRole('combobox', { name: 'Generator' }).selectOption('none');
    await told('5 of 6');
    await page.getByRole('combobox', { name: 'Generator' }).selectOption('local');
    await told('Lesson finished');
    await page.reload();
    await page.getByRole('button', { name: 'Learn', exact: true }).click();
    await page.getByRole('button', { name: /What is an anomaly.*6 of 6 steps ✓/s }).click();
    await drawer.getByRole('button', { name: 'Start over' }).click();
    await told('0 of 6');
    expect(complaints).toEqual([]);
    await close();
  });

  it('plays with the sphere, the ROC, two detectors and the leak by keyboard', async () => {
    const { page, complaints, close } = await host.open('?lesson=pull-push&lv=1');
    const drawer = page.getByRole('complementary', { name: 'Learn' });
    const told = (text: string) => drawer.getByRole('status').filter({ hasText: text }).waitFor();
    const openLesson = async (name: RegExp) => {
      await drawer.getByRole('button', { name: /All lessons/ }).press('Enter');
      await drawer.getByRole('button', { name }).press('Enter');
    };
    await drawer.getByRole('button', { name: 'Play' }).press('Enter');
    await told('1 of 5');
    await drawer.getByRole('combobox', { name: 'Loss' }).selectOption('pull-only');
    await told('2 of 5');
    await drawer.getByRole('combobox', { name: 'Loss' }).selectOption('firm');
    await slide(page, /Temperature/, ['ArrowLeft']);
    await told('3 of 5');
    await shoot(page, 'sphere');

    await openLesson(/Reading a ROC/);
    for (const share of ['0.08', '0.25', '0.42'])
      await slide(page, new RegExp(`rate of ${share}`), ['ArrowUp', 'ArrowUp']);
    await told('1 of 5');
    await drawer.getByRole('button', { name: 'Show the curve' }).press('Enter');
    await told('2 of 5');
    await slide(page, /Threshold/, ['PageUp', 'PageUp', 'PageUp']);
    await told('3 of 5');
    await shoot(page, 'roc');
    await slide(page, /Separation/, ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']);
    await told('4 of 5');

    await openLesson(/Is 94.2 better/);
    await drawer.getByRole('checkbox', { name: 'Leave out screw' }).press('Space');
    await told('1 of 4');
    const deal = drawer.getByRole('button', { name: 'Deal the signs at random' });
    for (let i = 0; i < 5; i++) await deal.press('Enter');
    await told('2 of 4');
    await drawer.getByRole('checkbox', { name: 'Leave out screw' }).press('Space');
    await slide(page, /Categories/, ['End']);
    await told('3 of 4');
    await drawer.getByText('distinguishable', { exact: true }).waitFor();
    await shoot(page, 'detectors');

    await openLesson(/The leak/);
    await drawer.getByRole('radio', { name: 'median grey' }).press('Space');
    await told('1 of 4');
    await drawer.getByRole('checkbox', { name: /one median/ }).press('Space');
    await told('2 of 4');
    await drawer.getByRole('combobox', { name: 'Measured on' }).selectOption('own');
    await told('3 of 4');
    await shoot(page, 'leak');
    expect(complaints).toEqual([]);
    await close();
  });

  it("opens a teacher's link: the lesson, projector type, and only the settings it needs", async () => {
    const hidden = '?lesson=background-trap&lv=1&others=hide&keep=T,on,stat&big=1';
    const { page, close } = await host.open(`${hidden}#/tune?v=1&rot=5..6`);
    await page.getByRole('heading', { name: 'The background trap' }).waitFor();
    await page.getByText('Some settings are fixed').waitFor();
    expect(await page.getByRole('group', { name: 'Rotation', exact: true }).count()).toBe(0);
    await page.getByRole('spinbutton', { name: 'SSIM threshold T' }).waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20.8px');
    await shoot(page, 'projector');
    await page.goto(
      `${host.url()}${hidden.replace('hide', 'lock').replace('&big=1', '')}#/tune?v=1&rot=5..6`,
    );
    await page.getByText('5–6 °').waitFor();
    await page.getByRole('button', { name: 'Reset all' }).click();
    await page.getByText('5–6 °').waitFor();
    await shoot(page, 'locked');
    await close();
  });

  it('makes such a link, finds words in both languages, and gives the focus back when closed', async () => {
    const { page, close } = await host.open('#/tune');
    await page.getByRole('figure').nth(11).waitFor();
    const opener = page.getByRole('button', { name: 'Learn', exact: true });
    await opener.focus();
    await opener.press('Enter');
    const drawer = page.getByRole('complementary', { name: 'Learn' });
    await drawer.getByRole('tab', { name: 'Glossary' }).click();
    await drawer.getByRole('searchbox').fill('埋め込み');
    await drawer.getByText('embedding', { exact: false }).first().waitFor();
    await drawer.getByRole('tab', { name: 'Paper' }).click();
    await drawer.getByText('src/core/metrics/roc.ts').waitFor();
    await drawer.getByRole('tab', { name: 'For teachers' }).click();
    await drawer.getByRole('combobox', { name: 'Lesson' }).selectOption('leak');
    await drawer.getByRole('combobox', { name: 'All other settings are' }).selectOption('hidden');
    const link = await drawer.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(link).toMatch(/\?lesson=leak&lv=1&others=hide&keep=vj,s#\/tune\?v=4/);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Learn');
    await close();
  });

  it('holds nothing that axe finds, in any lesson or tab, theme or language, wide and narrow', async () => {
    const { page, complaints, close } = await host.open('#/tune');
    await page.getByRole('figure').nth(11).waitFor();
    expect(await auditAll(page, learnScreens)).toEqual([]);
    await page.setViewportSize({ width: 400, height: 900 });
    expect(await auditAll(page, learnScreens, narrowLooks)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
