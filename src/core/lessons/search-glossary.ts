/** Looking words up. */
import { glossary } from './glossary.ts';
import type { GlossaryEntry } from './glossary/entry.ts';

/** Entries that hold every word of the query, in either language; all of them for an empty one. */
export function searchGlossary(query: string): readonly GlossaryEntry[] {
  const words = query
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return glossary.filter(({ id, term, meaning }) => {
    const text = [id, term.en, term.ja, meaning.en, meaning.ja].join(' ').normalize('NFKC').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
