/** Each defect type against all normal test images, and how many of it the threshold finds. */
import { foundByDefect } from '../../../state/evaluation/threshold.ts';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useNames } from '../../hooks/names.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';

export function DefectTable() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const items = useSlice(evaluation.store, (state) => state.items);
  const results = useSlice(evaluation.store, (state) => state.results);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const defects = results?.evaluation.defects ?? [];
  if (defects.length === 0) return null;
  const found = threshold === undefined ? undefined : foundByDefect(items, threshold);
  return (
    <section aria-labelledby="by-defect" className={layout.section}>
      <h2 id="by-defect">{say(evaluateText.byDefect)}</h2>
      <TableBox label={say(evaluateText.byDefect)}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{say(evaluateText.defect)}</th>
              <th scope="col">{say(evaluateText.images)}</th>
              <th scope="col">{say(stageText.auroc)}</th>
              <th scope="col">{say(evaluateText.found)}</th>
            </tr>
          </thead>
          <tbody>
            {defects.map(({ defect, images, auroc }) => (
              <tr key={defect}>
                <th scope="row">{names.defect(defect)}</th>
                <td>{images}</td>
                <td>{auroc?.toFixed(3) ?? say(stageText.notComputed)}</td>
                <td>
                  {found === undefined ? say(stageText.notComputed) : `${found.get(defect) ?? 0} / ${images}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
