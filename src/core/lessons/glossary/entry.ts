/** One word of the field, in both languages. */
import type { Text } from '../../text.ts';

export interface GlossaryEntry {
  /** Stable name for links; lower case and hyphens. */
  readonly id: string;
  readonly term: Text;
  readonly meaning: Text;
}

export const entry = (
  id: string,
  term: [en: string, ja: string],
  meaning: [en: string, ja: string],
): GlossaryEntry => ({
  id,
  term: { en: term[0], ja: term[1] },
  meaning: { en: meaning[0], ja: meaning[1] },
});
