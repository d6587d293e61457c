/** Which network the scores are of. */
import { needsTraining } from '../../../core/experiment/relevance.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { lifecycleSentences } from '../../text/lifecycle.ts';
import { nameOfImages } from '../../text/samples.ts';

export function EvaluatedNetwork() {
  const { evaluation } = useStages();
  const { say, language } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results === undefined || results.training.steps === 0) return null;
  const { training: trained } = results;
  const { network = { kind: 'last' }, steps, learntFrom } = trained;
  const { last, best, scoresOf, learntElsewhere } = lifecycleSentences;
  const which =
    network.kind === 'best' ? say(best)(network.step, network.heldOutAuroc.toFixed(3)) : say(last)(steps);
  return (
    <>
      <p className={notes.note}>{say(scoresOf)(which)}</p>
      {learntFrom !== undefined &&
        (needsTraining(results.config) ? (
          <OriginNote dataset={learntFrom.name} />
        ) : (
          <p className={notes.note}>{say(learntElsewhere)(nameOfImages(learntFrom.name, language))}</p>
        ))}
    </>
  );
}

export function OriginNote({ dataset }: { readonly dataset: string }) {
  const { say, language } = useSpeech();
  const name = nameOfImages(dataset, language);
  return <p className={notes.note}>{say(lifecycleSentences.fromFile)(name)}</p>;
}
