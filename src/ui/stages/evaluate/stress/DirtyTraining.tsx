/** Defects hidden among the normal images: what they cost, and whether the detector points at them. */
import { useMemo, useState } from 'react';
import { needsTraining } from '../../../../core/experiment/relevance.ts';
import { aurocDifference } from '../../../../core/metrics/auroc-difference.ts';
import { plantedFirst, plantedShares, type DirtyOutcome } from '../../../../core/stress/planting.ts';
import { isStressing } from '../../../../state/evaluation/stress-state.ts';
import buttons from '../../../controls/Buttons.module.css';
import fields from '../../../controls/Fields.module.css';
import notes from '../../../controls/Notes.module.css';
import { HeadRow, TableBox } from '../../../controls/TableBox.tsx';
import tables from '../../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { stressSentences, stressText } from '../../../text/stress.ts';

/** Suspects that are listed. */
const listed = 20;

function Damage({ tests }: Pick<DirtyOutcome, 'tests'>) {
  const { say } = useSpeech();
  const difference = useMemo(
    () =>
      aurocDifference({
        labels: tests.map(({ label }) => label),
        a: tests.map(({ after }) => after),
        b: tests.map(({ before }) => before),
      }),
    [tests],
  );
  if (difference === undefined) return <p className={notes.note}>{say(stressText.notComputed)}</p>;
  const { a, b, low, high } = difference;
  const signed = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(3).replace('-', '−')}`;
  return (
    <TableBox label={say(stressText.dirty)}>
      <table className={tables.table}>
        <HeadRow columns={[say(stressText.before), say(stressText.after), say(stressText.difference)]} />
        <tbody>
          <tr>
            <td>{b.toFixed(3)}</td>
            <td>{a.toFixed(3)}</td>
            <td>
              {signed(a - b)} ({signed(low)} – {signed(high)})
            </td>
          </tr>
        </tbody>
      </table>
    </TableBox>
  );
}

function Suspects({ suspects, basis }: Pick<DirtyOutcome, 'suspects' | 'basis'>) {
  const { say } = useSpeech();
  const { found, of } = plantedFirst(suspects);
  return (
    <>
      <p>{say(stressSentences.planted)(of, suspects.length, found)}</p>
      <h4>{say(stressText.suspects)}</h4>
      <p className={notes.note}>{say(basis === 'folds' ? stressText.folds : stressText.leftOut)}</p>
      <TableBox label={say(stressText.suspects)}>
        <table className={tables.table}>
          <HeadRow columns={[say(stressText.image), say(stressText.score), say(stressText.isHidden)]} />
          <tbody>
            {suspects.slice(0, listed).map(({ path, score, isPlanted }) => (
              <tr key={path}>
                <th scope="row">{path}</th>
                <td>{score.toFixed(4)}</td>
                <td>{isPlanted ? say(stressText.yes) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  );
}

function PlantButton() {
  const { stress } = useStages();
  const { say } = useSpeech();
  const [share, setShare] = useState<number>(plantedShares[2]);
  const isWorking = useSlice(stress.store, isStressing);
  return (
    <div className={fields.fields}>
      <label className={fields.labelled}>
        {say(stressText.share)}
        <select
          className={fields.select}
          value={share}
          onChange={({ target }) => {
            setShare(Number(target.value));
          }}
        >
          {plantedShares.map((one) => (
            <option key={one} value={one}>
              {100 * one} %
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className={buttons.button}
        disabled={isWorking}
        onClick={() => {
          stress.plant(share);
        }}
      >
        {say(stressText.plant)}
      </button>
    </div>
  );
}

export function DirtyTraining() {
  const { stress, evaluation } = useStages();
  const { say } = useSpeech();
  const dirty = useSlice(stress.store, (state) => state.dirty);
  const config = useSlice(evaluation.store, (state) => state.results?.config);
  return (
    <>
      <h3>{say(stressText.dirty)}</h3>
      <p className={notes.note}>{say(stressText.dirtyNote)}</p>
      {config !== undefined && needsTraining(config) && (
        <p className={notes.note}>{say(stressText.standIn)}</p>
      )}
      <PlantButton />
      {dirty !== undefined && (
        <>
          <Damage tests={dirty.outcome.tests} />
          <Suspects {...dirty.outcome} />
        </>
      )}
    </>
  );
}
