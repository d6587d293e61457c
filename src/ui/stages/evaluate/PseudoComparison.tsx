/** Does my fake look like their real? Pseudo-anomalies and real defects in one plane, and how many real ones have a fake nearby. */
import type { DefectCoverage, PseudoComparison } from '../../../core/run/pseudo-comparison.ts';
import { isTraining } from '../../../state/training/training.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { PicturePlane, type PlaneKind } from '../../pictures/PicturePlane.tsx';
import { evaluateText } from '../../text/evaluate.ts';
import { runProblemText } from '../../text/problems.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import { trainText } from '../../text/train.ts';
import layout from '../Layout.module.css';

const planeKinds: Readonly<Record<PseudoComparison['pictures'][number]['kind'], PlaneKind>> = {
  normal: 'trained',
  pseudo: 'pseudo',
  real: 'real',
};

function share(part: number, of: number): string {
  return `${((100 * part) / of).toFixed(0)} % (${part} / ${of})`;
}

function CoverageTable({ defects }: { readonly defects: readonly DefectCoverage[] }) {
  const { say } = useSpeech();
  return (
    <TableBox label={say(evaluateText.coverage)}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{say(evaluateText.defect)}</th>
            <th scope="col">{say(evaluateText.hasFakeNearby)}</th>
            <th scope="col">{say(evaluateText.liesAmongNormal)}</th>
          </tr>
        </thead>
        <tbody>
          {defects.map(({ defect, images, nearFake, nearNormal }) => (
            <tr key={defect}>
              <th scope="row">{defect}</th>
              <td>{share(nearFake, images)}</td>
              <td>{share(nearNormal, images)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Comparison({ comparison }: { readonly comparison: PseudoComparison }) {
  const { say } = useSpeech();
  const { pictures, points, defects, shares } = comparison;
  const count = (kind: string) => pictures.filter((one) => one.kind === kind).length;
  const carried = shares.map((one) => `${(100 * one).toFixed(0)} %`).join(' + ');
  return (
    <>
      <PicturePlane
        pictures={pictures.map(({ kind, picture }) => ({ kind: planeKinds[kind], picture }))}
        points={points}
        legend={[
          ['trained', stageText.normal],
          ['pseudo', trainText.kindPseudo],
          ['real', evaluateText.kindReal],
        ]}
        summary={say(sentences.fakesSummary)(count('pseudo'), count('real'), carried)}
      />
      <CoverageTable defects={defects} />
      <p className={notes.note}>{say(evaluateText.coverageNote)}</p>
    </>
  );
}

export function PseudoComparison() {
  const { pseudoComparison, training, evaluation, replay } = useStages();
  const { say } = useSpeech();
  const { status, comparison, problem } = useSlice(pseudoComparison.store, (state) => state);
  const isAway = useSlice(training.store, isTraining);
  const isScoring = useSlice(evaluation.store, (state) => state.status === 'running');
  const isReplay = useSlice(replay.store, (state) => state.run !== undefined);
  if (isReplay) return null;
  return (
    <section aria-labelledby="pseudo-comparison" className={layout.section}>
      <h2 id="pseudo-comparison">{say(evaluateText.pseudoBesideReal)}</h2>
      <p className={notes.note}>{say(evaluateText.fakesHint)}</p>
      <div className={buttons.row}>
        {status === 'comparing' ? (
          <button type="button" className={buttons.button} onClick={pseudoComparison.stop}>
            {say(stageText.stop)}
          </button>
        ) : (
          <button
            type="button"
            className={buttons.button}
            disabled={isAway || isScoring}
            onClick={() => void pseudoComparison.compare()}
          >
            {say(evaluateText.comparePseudoAnomalies)}
          </button>
        )}
      </div>
      {status === 'done' && comparison === undefined && (
        <p className={notes.note}>{say(evaluateText.noRealDefects)}</p>
      )}
      {problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(runProblemText(problem, 'comparison'))}
        </p>
      )}
      {comparison !== undefined && <Comparison comparison={comparison} />}
    </section>
  );
}
