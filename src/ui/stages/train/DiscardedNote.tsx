/** The kept training that was just deleted, and the way back. */
import { RemovedNote } from '../../controls/RemovedNote.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { nameOfImages } from '../../text/samples.ts';

/** As its row calls it. */
export function useRunName(): (run: { readonly dataset: string; readonly step: number }) => string {
  const { t, language } = useSpeech();
  return ({ dataset, step }) => `${nameOfImages(dataset, language)}, ${t('step')} ${step}`;
}

export function DiscardedNote() {
  const { keptRun } = useStages();
  const nameOf = useRunName();
  const leaving = useSlice(keptRun.store, (state) => state.leaving);
  return <RemovedNote name={leaving && nameOf(leaving)} onUndo={keptRun.undoDiscard} />;
}
