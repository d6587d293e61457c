/** Every score that the same pass gave, side by side, with the warning that belongs to it. */
import { knobs } from '../../../core/experiment/experiment.ts';
import type { ScoreName } from '../../../core/run/events.ts';
import type { ScoreSummary } from '../../../core/run/score-summary.ts';
import notes from '../../controls/Notes.module.css';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import layout from '../Layout.module.css';

interface RowProps {
  readonly name: ScoreName;
  readonly summary: ScoreSummary;
  readonly isChosen: boolean;
}

function Row({ name, summary, isChosen }: RowProps) {
  const { t, say } = useSpeech();
  const option = knobs.score.options.find(({ value }) => value === name);
  const number = (value: number | null) => value?.toFixed(3) ?? t('notComputed');
  const interval = summary.aurocInterval?.map((end) => end.toFixed(3)).join(' – ') ?? t('notComputed');
  return (
    <tr>
      <th scope="row">
        {option === undefined ? name : say(option.label)} {isChosen && <strong>({t('chosen')})</strong>}
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
  const { t } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results === undefined) return null;
  const { evaluation: chosen } = results;
  const others = Object.entries(chosen.others) as [ScoreName, ScoreSummary][];
  return (
    <section aria-labelledby="all-scores" className={layout.section}>
      <h2 id="all-scores">{t('allScores')}</h2>
      <TableBox label={t('allScores')}>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t('score')}</th>
              <th scope="col">{t('auroc')}</th>
              <th scope="col">{t('interval95')}</th>
              <th scope="col">{t('averagePrecision')}</th>
              <th scope="col">{t('tprAt5')}</th>
            </tr>
          </thead>
          <tbody>
            <Row name={chosen.score} summary={chosen} isChosen />
            {others.map(([name, summary]) => (
              <Row key={name} name={name} summary={summary} isChosen={false} />
            ))}
          </tbody>
        </table>
      </TableBox>
      {others.length > 0 && <p className={notes.note}>{t('leakage')}</p>}
    </section>
  );
}
