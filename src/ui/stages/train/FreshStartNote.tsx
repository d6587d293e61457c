/** Where the chosen width has no weights in the page, so that training starts from fresh ones. */
import { lacksIncludedWeights } from '../../../core/experiment/relevance.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { weightsText } from '../../text/weights.ts';

export function FreshStartNote() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const startsFresh = useSlice(experiment.store, (state) => lacksIncludedWeights(state.experiment));
  return startsFresh ? <p className={notes.note}>{say(weightsText.startsFresh)}</p> : null;
}
