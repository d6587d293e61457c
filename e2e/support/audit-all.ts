/** Axe over many screens in many looks. */
import type { Page } from 'playwright-core';
import { audit } from './audit.ts';
import { looks, wear, type Look } from './looks.ts';
import type { Screen } from './screens.ts';

/** What axe finds on each screen in each look, a line each. */
export async function auditAll(
  page: Page,
  screens: readonly Screen[],
  worn: readonly Look[] = looks,
): Promise<string[]> {
  const found: string[] = [];
  for (const look of worn) {
    await wear(page, look);
    for (const screen of screens) {
      await screen.open(page);
      const place = `${screen.name}, ${look.theme}, ${look.language}`;
      for (const line of await audit(page)) found.push(`${place}: ${line}`);
      await screen.close?.(page);
    }
  }
  return found;
}

/** Both themes and both languages once: layout differs by language, colour by theme. */
export const narrowLooks: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'ja' },
];
