/** Trainings kept on this device: what they take, and how they go. */
import type { KeptRun } from '../../../state/worker-types.ts';
import buttons from '../../controls/Buttons.module.css';
import { HeadRow } from '../../controls/HeadRow.tsx';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { dayOf } from '../../text/day.ts';
import { keptRunProblemText, lifecycleText } from '../../text/lifecycle.ts';
import { megabytes } from '../../text/megabytes.ts';
import { nameOfImages } from '../../text/samples.ts';
import { DiscardedNote, useRunName } from './DiscardedNote.tsx';

function Row({ run }: { readonly run: KeptRun }) {
  const { keptRun } = useStages();
  const { t, language } = useSpeech();
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
          aria-label={`${t('remove')} ${nameOf(run)}`}
          onClick={() => {
            keptRun.discard(id);
          }}
        >
          {t('remove')}
        </button>
      </td>
    </tr>
  );
}

export function KeptRunList() {
  const { keptRun } = useStages();
  const { t, say } = useSpeech();
  const { runs, problem } = useSlice(keptRun.store, (state) => state);
  const title = say(lifecycleText.keptTrainings);
  return (
    <>
      <DiscardedNote />
      {problem !== undefined && <p role="alert">{say(keptRunProblemText(problem))}</p>}
      {runs.length > 0 && (
        <div className={tables.scroll}>
          <h3>{title}</h3>
          <table className={tables.table}>
            <caption className={hiding.hidden}>{title}</caption>
            <HeadRow
              columns={(['dataset', 'steps', 'size', 'saved', 'actions'] as const).map((name) => t(name))}
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
