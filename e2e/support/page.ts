/** What journeys read from the page and do on it, by the names that people use. */
import type { Page } from 'playwright-core';

/** Changes when any picture of the gallery changes. */
export async function galleryFingerprint(page: Page, name = 'Pseudo-anomalies'): Promise<string> {
  return page.getByRole('region', { name, exact: true }).evaluate((region) => {
    let hash = 0;
    for (const canvas of region.querySelectorAll('canvas')) {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      for (const value of pixels) hash = (Math.imul(hash, 31) + value) | 0;
    }
    return String(hash);
  });
}

/** Types a knob's value into its number field. */
export async function setNumber(page: Page, name: string, value: number): Promise<void> {
  const field = page.getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

/** Trains to the end, on the stage for that. */
export async function train(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /Train/ }).click();
  await page.getByRole('button', { name: 'Start training' }).click();
  await page.getByText('Trained. Next: evaluate.').waitFor({ timeout: 240_000 });
}
