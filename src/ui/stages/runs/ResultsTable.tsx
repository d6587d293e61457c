/** The runs in the shape of the paper's Table 1, beside what was published. */
import { useMemo } from 'react';
import { cellText, meanText, publishedFor, publishedMean } from '../../../core/run/file/table-text.ts';
import { publishedAuroc, type PublishedColumn } from '../../../core/run/published.ts';
import type { RunResults } from '../../../core/run/results.ts';
import { tableOf, type ResultsTable as Table } from '../../../core/run/table.ts';
import { publishedColumns } from '../../../detectors/faces.ts';
import notes from '../../controls/Notes.module.css';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { nameOfImages } from '../../text/samples.ts';
import { stageText } from '../../text/stages.ts';
import { statisticText } from '../../text/statistics.ts';
import { tableSentences, tableText } from '../../text/table.ts';
import layout from '../Layout.module.css';
import { MethodDifference } from './MethodDifference.tsx';
import { methodName } from './method-name.ts';
import { SaveTable } from './SaveTable.tsx';

/** Of the category's test images, in percent. */
function statisticCell(runs: readonly (readonly RunResults[])[]): string {
  const area = runs.flat().find(({ evaluation }) => evaluation.statistic)?.evaluation.statistic?.auroc;
  return area === undefined ? '–' : (100 * area).toFixed(1);
}

interface TableProps {
  readonly table: Table<RunResults>;
  readonly heads: readonly string[];
  readonly published: readonly PublishedColumn[];
}

function Sources({ published }: Pick<TableProps, 'published'>) {
  const { say } = useSpeech();
  if (published.length === 0) return null;
  return (
    <details className={layout.fold}>
      <summary>{say(evaluateText.source)}</summary>
      <ul>
        {published.map(({ id, label, source, protocol }) => (
          <li key={id}>
            {say(label)}: {source}; {say(evaluateText.notSameProtocol)}: {say(protocol)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Head({ heads, published }: Omit<TableProps, 'table'>) {
  const { say } = useSpeech();
  return (
    <thead>
      <tr>
        <th scope="col">{say(stageText.category)}</th>
        {heads.map((head, i) => (
          <th key={i} scope="col">
            {head}
          </th>
        ))}
        <th scope="col">{say(statisticText.alone)}</th>
        {published.map(({ id, label }) => (
          <th key={id} scope="col" className={notes.published}>
            {say(label)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function MeanRow({ table, published }: Omit<TableProps, 'heads'>) {
  const { say } = useSpeech();
  const count = table.rows.length;
  const part = say(tableSentences.ofCategories);
  return (
    <tr>
      <th scope="row">{say(tableText.mean)}</th>
      {table.means.map((cell, i) => (
        <td key={i}>
          <strong>{meanText(cell, count, part)}</strong>
        </td>
      ))}
      <td>–</td>
      {published.map((column) => {
        const found = publishedMean(table, column);
        return (
          <td key={column.id} className={notes.published}>
            {meanText(found && { ...found, error: undefined }, count, part)}
          </td>
        );
      })}
    </tr>
  );
}

function Body({ table, published }: Omit<TableProps, 'heads'>) {
  const { language } = useSpeech();
  return (
    <tbody>
      {table.rows.map(({ fingerprint, name }, i) => (
        <tr key={fingerprint}>
          <th scope="row">{nameOfImages(name, language)}</th>
          {table.cells[i]?.map((cell, j) => (
            <td key={j}>{cellText(cell)}</td>
          ))}
          <td>{statisticCell(table.runs[i] ?? [])}</td>
          {published.map((column) => (
            <td key={column.id} className={notes.published}>
              {publishedAuroc(column, name)?.toFixed(1) ?? '–'}
            </td>
          ))}
        </tr>
      ))}
      {table.rows.length > 1 && <MeanRow table={table} published={published} />}
    </tbody>
  );
}

export function ResultsTable() {
  const { runs } = useStages();
  const speech = useSpeech();
  const { say } = speech;
  const records = useSlice(runs.store, (state) => state.records);
  const table = useMemo(() => tableOf(records.map(({ results }) => results)), [records]);
  const published = useMemo(() => publishedFor(table, publishedColumns), [table]);
  if (table.rows.length === 0) return null;
  const heads = table.methods.map((method) => methodName(method, speech));
  return (
    <section aria-labelledby="table-one" className={layout.section}>
      <h2 id="table-one">{say(evaluateText.tableOne)}</h2>
      <p className={notes.note}>{say(evaluateText.tableOneNote)}</p>
      <TableBox label={say(evaluateText.tableOne)}>
        <table className={tables.table}>
          <Head heads={heads} published={published} />
          <Body table={table} published={published} />
        </table>
      </TableBox>
      {table.rows.length > 1 && <p className={notes.note}>{say(tableText.meanHint)}</p>}
      <Sources published={published} />
      <SaveTable text={{ table, heads, published }} />
      <MethodDifference table={table} heads={heads} />
    </section>
  );
}
