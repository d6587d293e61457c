/** What was changed under way, as marks on the charts of a run. */
import { useMemo } from 'react';
import type { Language } from '../../core/experiment/knob.ts';
import type { RunChange } from '../../core/run/course.ts';
import type { Mark } from '../charts/lines-props.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { lifecycleSentences } from '../text/lifecycle.ts';

/** A run that goes on as it was planned is no change. */
export function marksOf(changes: readonly RunChange[], planned: number, language: Language): Mark[] {
  let total = planned;
  return changes.flatMap((change) => {
    if (change.type === 'rate-changed') {
      const label = lifecycleSentences.markRate[language](String(change.factor));
      return [{ x: change.step, label }];
    }
    const isSame = change.steps === total;
    total = change.steps;
    const label = lifecycleSentences.markMore[language](change.steps - change.step);
    return isSame ? [] : [{ x: change.step, label }];
  });
}

export function useRunMarks(): readonly Mark[] {
  const { training } = useStages();
  const { language } = useSpeech();
  const changes = useSlice(training.store, (state) => state.changes);
  const planned = useSlice(training.store, (state) => state.planned);
  return useMemo(() => marksOf(changes, planned, language), [changes, planned, language]);
}
