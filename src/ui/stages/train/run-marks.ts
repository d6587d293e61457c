/** What was changed under way, as marks on the charts of a run. */
import { useMemo } from 'react';
import type { Language } from '../../../core/text.ts';
import type { RunChange } from '../../../core/run/schedule-changes.ts';
import type { Mark } from '../../charts/lines/lines-props.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences } from '../../text/lifecycle.ts';

/** What a change is called; `undefined` for a run that continues as it was planned, which is none. */
function labelOf(change: RunChange, total: number, language: Language): string | undefined {
  if (change.type === 'rate-changed') return lifecycleSentences.markRate[language](String(change.factor));
  if (change.steps === total) return undefined;
  return lifecycleSentences.markMore[language](change.steps - change.step);
}

/** One mark a step, so that no label lies over another. */
export function marksOf(changes: readonly RunChange[], planned: number, language: Language): Mark[] {
  const labels = new Map<number, string>();
  let total = planned;
  for (const change of changes) {
    const label = labelOf(change, total, language);
    if (change.type === 'continued') total = change.steps;
    const before = labels.get(change.step);
    if (label !== undefined) labels.set(change.step, before === undefined ? label : `${before}, ${label}`);
  }
  return [...labels].map(([x, label]) => ({ x, label }));
}

export function useRunMarks(): readonly Mark[] {
  const { training } = useStages();
  const { language } = useSpeech();
  const changes = useSlice(training.store, (state) => state.changes);
  const planned = useSlice(training.store, (state) => state.planned);
  return useMemo(() => marksOf(changes, planned, language), [changes, planned, language]);
}
