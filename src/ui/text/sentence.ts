/** A sentence with values in it; each language builds its own. */
import type { Language } from '../../core/text.ts';

export type Sentence<Args extends unknown[]> = Readonly<Record<Language, (...args: Args) => string>>;

export function sentence<Args extends unknown[]>(
  en: (...args: Args) => string,
  ja: (...args: Args) => string,
): Sentence<Args> {
  return { en, ja };
}
