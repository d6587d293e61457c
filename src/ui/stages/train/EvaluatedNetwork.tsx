/** Which network the scores are of. */
import notes from '../../controls/Notes.module.css';
import { needsTraining } from '../../../core/experiment/relevance.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences } from '../../text/lifecycle.ts';
import { nameOfImages } from '../../text/samples.ts';

export function EvaluatedNetwork() {
  const { evaluation } = useStages();
  const { language } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results === undefined || !needsTraining(results.config)) return null;
  const { training: trained } = results;
  const { network = { kind: 'last' }, steps, learntFrom } = trained;
  const { last, best, scoresOf } = lifecycleSentences;
  const which =
    network.kind === 'best'
      ? best[language](network.step, network.heldOutAuroc.toFixed(3))
      : last[language](steps);
  return (
    <>
      <p className={notes.note}>{scoresOf[language](which)}</p>
      {learntFrom !== undefined && <OriginNote dataset={learntFrom.name} />}
    </>
  );
}

export function OriginNote({ dataset }: { readonly dataset: string }) {
  const { language } = useSpeech();
  const name = nameOfImages(dataset, language);
  return <p className={notes.note}>{lifecycleSentences.fromFile[language](name)}</p>;
}
