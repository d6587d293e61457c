/** Which network the scores are of. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import styles from '../panels/Panels.module.css';
import { lifecycleSentences } from '../text/lifecycle.ts';
import { OriginNote } from './OriginNote.tsx';

export function EvaluatedNetwork() {
  const { evaluation } = useStages();
  const { language } = useSpeech();
  const trained = useSlice(evaluation.store, (state) => state.results?.training);
  if (trained === undefined) return null;
  const { network = { kind: 'last' }, steps, learntFrom } = trained;
  const { last, best, scoresOf } = lifecycleSentences;
  const which =
    network.kind === 'best'
      ? best[language](network.step, network.heldOutAuroc.toFixed(3))
      : last[language](steps);
  return (
    <>
      <p className={styles.note}>{scoresOf[language](which)}</p>
      {learntFrom !== undefined && <OriginNote dataset={learntFrom.name} />}
    </>
  );
}
