/** What a score means: false alarms at it, and the probability of a defect at the user's share of defective parts. */
import { alarmsFrom, calibrate, defectProbability } from '../../../core/metrics/calibration.ts';
import { wilsonInterval } from '../../../core/metrics/proportion.ts';
import type { RunResults } from '../../../core/run/results.ts';
import notes from '../../controls/Notes.module.css';
import { HeadRow, TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSpeech } from '../../hooks/stages.ts';
import { numberSentences, numberText } from '../../text/numbers.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const thousand = (share: number) => String(Math.round(1000 * share));
const short = (score: number) => String(Number(score.toPrecision(4)));

interface MeaningProps {
  readonly items: RunResults['evaluation']['items'];
  /** Share of defective parts, in (0, 1). */
  readonly prevalence: number;
}

export function ScoreMeaning({ items, prevalence }: MeaningProps) {
  const { say } = useSpeech();
  const found = calibrate(
    items.map(({ label }) => label),
    items.map(({ score }) => score),
  );
  if (found === undefined) return null;
  const rows = found.bands.map((band) => {
    const alarms = alarmsFrom(band, found);
    const [low, high] = wilsonInterval(alarms, found.normals);
    const { probability, interval } = defectProbability(band, found, prevalence);
    return {
      band,
      alarms: `${thousand(alarms / found.normals)} (${thousand(low)}–${thousand(high)})`,
      chance: `${percent(probability)} (${interval.map(percent).join(' – ')})`,
    };
  });
  return (
    <details className={layout.fold}>
      <summary>{say(numberText.scoreMeaning)}</summary>
      <TableBox label={say(numberText.scoreMeaning)}>
        <table className={tables.table}>
          <HeadRow
            columns={[
              say(stageText.score),
              say(numberText.goodAndBad),
              say(numberText.alarmsFromHere),
              say(numberText.chanceOfDefect),
            ]}
          />
          <tbody>
            {rows.map(({ band, alarms, chance }) => (
              <tr key={band.from}>
                <th scope="row">
                  {band.from === band.to ? short(band.from) : `${short(band.from)} – ${short(band.to)}`}
                </th>
                <td>{`${band.normals} + ${band.defectives}`}</td>
                <td>{alarms}</td>
                <td>{chance}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p className={notes.note}>{say(numberSentences.meaningRests)(found.normals, found.defectives)}</p>
    </details>
  );
}
