/** Trainings kept on this device: what they take, and how they go. */
import buttons from '../../controls/Buttons.module.css';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import type { KeptRun } from '../../../state/worker-types.ts';
import { HeadRow } from '../../controls/TableBox.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { dataText } from '../../text/data.ts';
import { stageText } from '../../text/stages.ts';
import { dayOf, megabytes } from '../../text/units.ts';
import { keptRunProblemText, lifecycleText, unreadableTrainings } from '../../text/lifecycle.ts';
import { nameOfImages } from '../../text/samples.ts';
import { RemovedNote } from '../../controls/RemovedNote.tsx';

function Row({ run }: { readonly run: KeptRun }) {
  const { keptRun } = useStages();
  const { say, language } = useSpeech();
  const nameOf = useRunName();
  const { id, dataset, step, total, bytes, savedAt } = run;
  return (
    <tr>
      <th scope="row">
        {nameOfImages(dataset, language)} <code className={notes.note}>{id.slice(0, 8)}</code>
      </th>
      <td>
        {step} / {total}
      </td>
      <td>{megabytes(bytes)}</td>
      <td>{dayOf(savedAt)}</td>
      <td>
        <button
          type="button"
          className={buttons.quiet}
          aria-label={`${say(stageText.remove)} ${nameOf(run)}`}
          onClick={() => {
            keptRun.discard(id);
          }}
        >
          {say(stageText.remove)}
        </button>
      </td>
    </tr>
  );
}

export function KeptRunList() {
  const { keptRun } = useStages();
  const { say } = useSpeech();
  const { runs, broken, newer, problem } = useSlice(keptRun.store, (state) => state);
  const title = say(lifecycleText.keptTrainings);
  return (
    <>
      <DiscardedNote />
      {problem !== undefined && <p role="alert">{say(keptRunProblemText(problem))}</p>}
      {newer > 0 && <p className={notes.note}>{say(lifecycleText.newerTrainings)}</p>}
      {broken > 0 && (
        <p role="alert">
          {say(unreadableTrainings)(broken)}{' '}
          <button type="button" className={buttons.button} onClick={() => void keptRun.removeBroken()}>
            {say(dataText.removeUnreadable)}
          </button>
        </p>
      )}
      {runs.length > 0 && (
        <div className={tables.scroll}>
          <h3>{title}</h3>
          <table className={tables.table}>
            <caption className={hiding.hidden}>{title}</caption>
            <HeadRow
              columns={[
                stageText.dataset,
                stageText.steps,
                dataText.size,
                dataText.saved,
                stageText.actions,
              ].map(say)}
            />
            <tbody>
              {runs.map((run) => (
                <Row key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** As its row calls it. */
export function useRunName(): (run: { readonly dataset: string; readonly step: number }) => string {
  const { say, language } = useSpeech();
  return ({ dataset, step }) => `${nameOfImages(dataset, language)}, ${say(stageText.step)} ${step}`;
}

export function DiscardedNote() {
  const { keptRun } = useStages();
  const nameOf = useRunName();
  const leaving = useSlice(keptRun.store, (state) => state.leaving);
  return <RemovedNote name={leaving && nameOf(leaving)} onUndo={keptRun.undoDiscard} />;
}
