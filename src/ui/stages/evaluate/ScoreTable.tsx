/** Every score that the same pass gave, side by side, with the warning that belongs to it. */
import type { ScoreSummary } from '../../../core/run/score-summary.ts';
import { faceOf, scoreText } from '../../../detectors/faces.ts';
import notes from '../../controls/Notes.module.css';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { stageText } from '../../text/stages.ts';
import { statisticNames, statisticText } from '../../text/statistics.ts';
import layout from '../Layout.module.css';

interface RowProps {
  readonly label: string;
  readonly meaning: string | undefined;
  readonly summary: ScoreSummary;
  readonly isChosen: boolean;
}

function Row({ label, meaning, summary, isChosen }: RowProps) {
  const { say } = useSpeech();
  const number = (value: number | null) => value?.toFixed(3) ?? say(stageText.notComputed);
  const interval =
    summary.aurocInterval?.map((end) => end.toFixed(3)).join(' – ') ?? say(stageText.notComputed);
  return (
    <tr>
      <th scope="row" title={meaning}>
        {label} {isChosen && <strong>({say(evaluateText.chosen)})</strong>}
      </th>
      <td>{number(summary.auroc)}</td>
      <td>{interval}</td>
      <td>{number(summary.averagePrecision)}</td>
      <td>{number(summary.tprAt5)}</td>
    </tr>
  );
}

export function ScoreTable() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results === undefined) return null;
  const { evaluation: chosen, detector } = results;
  const others = Object.entries(chosen.others).flatMap(([name, summary]) =>
    summary ? [{ name, summary }] : [],
  );
  const rows = [{ name: chosen.score, summary: chosen }, ...others];
  const meaningOf = (name: string) => {
    const spec = faceOf(detector.id)?.scores.find((score) => score.name === name);
    return spec && say(spec.meaning);
  };
  return (
    <section aria-labelledby="all-scores" className={layout.section}>
      <h2 id="all-scores">{say(evaluateText.allScores)}</h2>
      <TableBox label={say(evaluateText.allScores)}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{say(stageText.score)}</th>
              <th scope="col">{say(stageText.auroc)}</th>
              <th scope="col">{say(evaluateText.interval95)}</th>
              <th scope="col">{say(evaluateText.averagePrecision)}</th>
              <th scope="col">{say(evaluateText.tprAt5)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, summary }) => (
              <Row
                key={name}
                label={say(scoreText(detector.id, name))}
                meaning={meaningOf(name)}
                summary={summary}
                isChosen={name === chosen.score}
              />
            ))}
            {chosen.statistic && (
              <tr>
                <th scope="row">
                  {say(statisticText.alone)}: {say(statisticNames[chosen.statistic.statistic])}
                </th>
                <td>{chosen.statistic.auroc.toFixed(3)}</td>
                <td colSpan={3} />
              </tr>
            )}
          </tbody>
        </table>
      </TableBox>
      {others.length > 0 && <p className={notes.note}>{say(evaluateText.leakage)}</p>}
    </section>
  );
}
