/** The runs in the shape of the paper's Table 1, beside what was published. */
import { publishedAuroc } from '../../../core/run/published.ts';
import { tableOf, type TableCell } from '../../../core/run/table.ts';
import type { RunRecord } from '../../../state/runs/runs.ts';
import { publishedColumns } from '../../../detectors/faces.ts';
import notes from '../../controls/Notes.module.css';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { stageText } from '../../text/stages.ts';
import { statisticText } from '../../text/statistics.ts';
import layout from '../Layout.module.css';

function cellText(cell: TableCell | undefined): string {
  if (cell === undefined) return '';
  const error = cell.error === undefined ? '' : ` ± ${cell.error.toFixed(1)}`;
  return `${cell.mean.toFixed(1)}${error} (${cell.runs})`;
}

/** Of the category's test images, in percent. */
function statisticCell(records: readonly RunRecord[], category: string): string {
  const known = records.find(
    ({ results }) => results.dataset.name === category && results.evaluation.statistic !== undefined,
  );
  const area = known?.results.evaluation.statistic?.auroc;
  return area === undefined ? '–' : (100 * area).toFixed(1);
}

function Sources() {
  const { say } = useSpeech();
  return (
    <details className={layout.fold}>
      <summary>{say(evaluateText.source)}</summary>
      <ul>
        {publishedColumns.map(({ id, label, source }) => (
          <li key={id}>
            {say(label)}: {source}; {say(evaluateText.notSameProtocol)}.
          </li>
        ))}
      </ul>
    </details>
  );
}

export function ResultsTable() {
  const { runs } = useStages();
  const { say } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  const { methods, categories, cells } = tableOf(records.map(({ results }) => results));
  if (categories.length === 0) return null;
  return (
    <section aria-labelledby="table-one" className={layout.section}>
      <h2 id="table-one">{say(evaluateText.tableOne)}</h2>
      <p className={notes.note}>{say(evaluateText.tableOneNote)}</p>
      <TableBox label={say(evaluateText.tableOne)}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{say(stageText.category)}</th>
              {methods.map((method) => (
                <th key={method} scope="col">
                  {method}
                </th>
              ))}
              <th scope="col">{say(statisticText.alone)}</th>
              {publishedColumns.map(({ id, label }) => (
                <th key={id} scope="col" className={notes.published}>
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {categories.map((category, i) => (
              <tr key={category}>
                <th scope="row">{category}</th>
                {methods.map((method, j) => (
                  <td key={method}>{cellText(cells[i]?.[j])}</td>
                ))}
                <td>{statisticCell(records, category)}</td>
                {publishedColumns.map((column) => (
                  <td key={column.id} className={notes.published}>
                    {publishedAuroc(column, category)?.toFixed(1) ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <Sources />
    </section>
  );
}
