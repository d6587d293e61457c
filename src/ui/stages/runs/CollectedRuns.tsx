/** Many runs in one table that sorts by any column and leaves as CSV: how a teacher collects a class. */
import { useMemo, useState } from 'react';
import { knobs } from '../../../core/experiment/experiment.ts';
import {
  collectedCsv,
  defectAuroc,
  defectsOf,
  fileOf,
  nameOf,
  settingsThatDiffer,
  sortRuns,
  type ColumnKey,
  type SortOrder,
} from '../../../core/run/collected.ts';
import type { RunRecord } from '../../../state/runs/runs.ts';
import buttons from '../../controls/Buttons.module.css';
import { knobValue } from '../../controls/FixedKnob.tsx';
import notes from '../../controls/Notes.module.css';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { saveFile } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { stageText } from '../../text/stages.ts';
import { statisticNames, statisticText } from '../../text/statistics.ts';
import layout from '../Layout.module.css';
import { runFilesSentences, runFilesText } from '../../text/run-files.ts';
import { runsText } from '../../text/runs.ts';
import { tableText } from '../../text/table.ts';
import { datasetTitle, defectTitle } from './run-title.ts';
import { ClassView } from './ClassView.tsx';
import styles from './Runs.module.css';

interface Column {
  readonly label: string;
  /** `undefined` if nothing is sorted by it. */
  readonly key?: ColumnKey;
  readonly cell: (record: RunRecord) => string;
}

function useColumns(records: readonly RunRecord[]): readonly Column[] {
  const speech = useSpeech();
  const { say, language } = speech;
  const number = (value: number | null) => value?.toFixed(3) ?? '–';
  // A run of no name of its own is called by its file already.
  const hasFiles = records.some((record) => record.name !== '' && fileOf(record) !== undefined);
  const hasUntrained = records.some(({ results }) => results.evaluation.untrained !== undefined);
  return [
    { key: 'name', label: say(runsText.name), cell: nameOf },
    ...(hasFiles ? [{ label: say(stageText.file), cell: (record: RunRecord) => fileOf(record) ?? '–' }] : []),
    { key: 'dataset', label: say(stageText.dataset), cell: (record) => datasetTitle(record, language) },
    { key: 'auroc', label: say(stageText.auroc), cell: ({ results }) => number(results.evaluation.auroc) },
    {
      label: say(runFilesText.interval),
      cell: ({ results }) => results.evaluation.aurocInterval?.map(number).join('–') ?? '–',
    },
    {
      label: say(statisticText.alone),
      cell: ({ results: { evaluation } }) => {
        const { statistic: found } = evaluation;
        return found === undefined ? '–' : `${say(statisticNames[found.statistic])} ${number(found.auroc)}`;
      },
    },
    ...(hasUntrained
      ? [
          {
            label: `${say(stageText.auroc)} · ${say(tableText.untrained)}`,
            cell: ({ results }: RunRecord) => number(results.evaluation.untrained?.auroc ?? null),
          },
        ]
      : []),
    ...defectsOf(records).map((defect): Column => ({
      key: `defect:${defect}`,
      label: `${say(stageText.auroc)} · ${defectTitle(defect, records, language)}`,
      cell: (record) => number(defectAuroc(record, defect)),
    })),
    ...settingsThatDiffer(records)
      .filter((name) => name !== 'steps') // those that were taken stand last
      .map((name): Column => ({
        key: `knob:${name}`,
        label: say(knobs[name].label),
        cell: ({ results }) => knobValue(name, results.config[name], speech),
      })),
    { key: 'steps', label: say(stageText.steps), cell: ({ results }) => String(results.training.steps) },
  ];
}

interface HeadProps {
  readonly column: Column;
  readonly order: SortOrder;
  readonly onSort: (order: SortOrder) => void;
}

function Head({ column: { key, label }, order, onSort }: HeadProps) {
  const { say } = useSpeech();
  if (key === undefined) return <th scope="col">{label}</th>;
  const isSorted = order.key === key;
  const direction = order.isRising ? 'ascending' : 'descending';
  return (
    <th scope="col" aria-sort={isSorted ? direction : 'none'}>
      <button
        type="button"
        className={styles.sort}
        title={say(runFilesSentences.sortBy)(label)}
        onClick={() => {
          onSort({ key, isRising: isSorted ? !order.isRising : key === 'name' });
        }}
      >
        {label}
        <span aria-hidden="true">{isSorted ? (order.isRising ? ' ▲' : ' ▼') : ' ↕'}</span>
      </button>
    </th>
  );
}

function Rows({ records }: { readonly records: readonly RunRecord[] }) {
  const [order, setOrder] = useState<SortOrder>({ key: 'auroc', isRising: false });
  const columns = useColumns(records);
  const { say } = useSpeech();
  const sorted = useMemo(() => sortRuns(records, order), [records, order]);
  return (
    <>
      <TableBox label={say(runFilesText.collected)}>
        <table className={tables.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.label} column={column} order={order} onSort={setOrder} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((record) => (
              <tr key={record.id}>
                {columns.map(({ label, key, cell }) =>
                  key === 'name' ? (
                    <th key={label} scope="row">
                      {cell(record)}
                    </th>
                  ) : (
                    <td key={label}>{cell(record)}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            saveFile(new Blob(['\ufeff', collectedCsv(sorted)], { type: 'text/csv' }), 'kizu-runs.csv');
          }}
        >
          {say(runFilesText.saveTable)}
        </button>
      </div>
    </>
  );
}

export function CollectedRuns() {
  const { runs } = useStages();
  const { say } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  const [isImportedOnly, setImportedOnly] = useState(false);
  const imported = records.filter(({ from }) => from !== undefined);
  if (records.length < 2) return null;
  const hasChoice = imported.length > 0 && imported.length < records.length;
  const shown = hasChoice && isImportedOnly ? imported : records;
  return (
    <section aria-labelledby="collected" className={layout.section}>
      <h2 id="collected">{say(runFilesText.collected)}</h2>
      <p className={notes.note}>{say(runFilesText.collectedHint)}</p>
      {hasChoice && (
        <label className={styles.only}>
          <input
            type="checkbox"
            className={styles.box}
            checked={isImportedOnly}
            onChange={(event) => {
              setImportedOnly(event.target.checked);
            }}
          />
          {say(runFilesText.importedOnly)}
        </label>
      )}
      <ClassView records={shown} />
      <Rows records={shown} />
    </section>
  );
}
