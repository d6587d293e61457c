/** The ways a page can look: two themes, two languages, changed on the open page, so that its state is made once. */
import type { Page } from 'playwright-core';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'ja';
}

export const looks: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'en' },
  { theme: 'dark', language: 'ja' },
  { theme: 'light', language: 'ja' },
];

const otherLanguage = { en: 'English', ja: '日本語' } as const;

/** Needs the header within reach: no modal dialog may be open. */
export async function wear(page: Page, { theme, language }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const current = await page.evaluate(() => document.documentElement.lang);
  if (current === language) return;
  await page.getByRole('button', { name: otherLanguage[language], exact: true }).click();
  await page.locator(`html[lang=${language}]`).waitFor();
}
