/** Finding knobs by what is written on them. */
import { knobNames, knobOf, type KnobName } from './experiment.ts';
import type { Text } from '../text.ts';
import { meanings } from './meanings.ts';

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

function textOf(name: KnobName): string {
  const knob = knobOf(name);
  const options = knob.kind === 'choice' ? knob.options : [];
  const texts: readonly (Text | undefined)[] = [
    knob.label,
    meanings[name],
    ...options.flatMap(({ label, meaning }) => [label, meaning]),
  ];
  return fold([knob.key, ...texts.flatMap((text) => [text?.en ?? '', text?.ja ?? ''])].join(' '));
}

/** Knobs that hold every word of the query, in either language, of whatever group; all of them for an empty one. */
export function searchKnobs(query: string): ReadonlySet<KnobName> {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  return new Set(knobNames.filter((name) => words.every((word) => textOf(name).includes(word))));
}
