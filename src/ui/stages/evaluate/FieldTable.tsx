/** The figures that papers report, each with what it says, at the size at which they were taken. */
import type { PixelMetrics } from '../../../core/metrics/pixels/measure-pixels.ts';
import { countedShare } from '../../../core/image/region-of-interest.ts';
import { fieldFigureLabels, fieldFigures, pixelSizeText } from '../../../core/run/field-figures.ts';
import type { RunResults } from '../../../core/run/results.ts';
import notes from '../../controls/Notes.module.css';
import { HeadRow, TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { fieldSentences, fieldText, figureMeanings } from '../../text/field.ts';
import { regionSentences } from '../../text/region.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';
import styles from './FieldTable.module.css';

const three = (value: number) => value.toFixed(3);

function quartiles(values: readonly number[]): readonly number[] {
  const rising = [...values].sort((a, b) => a - b);
  return [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = share * (rising.length - 1);
    const [low = Number.NaN, high = low] = [rising[Math.floor(at)], rising[Math.ceil(at)]];
    return low + (at - Math.floor(at)) * (high - low);
  });
}

/** AUPIMO of the images as a box from 0 to 1: whiskers to both ends, the box over the middle half, a line at the median. */
function BoxPlot({ values }: { readonly values: readonly number[] }) {
  const { say } = useSpeech();
  const [low = 0, first = 0, median = 0, third = 0, high = 0] = quartiles(values);
  const ends = [low, high].map(three);
  const middle = [first, median, third].map(three);
  const words = say(fieldSentences.auPimoSpread)(values.length, ends, middle);
  const x = (share: number) => 4 + 192 * share;
  return (
    <figure className={styles.box}>
      <svg viewBox="0 0 200 28" role="img" aria-label={words}>
        <path className={styles.axis} d="M4 25H196M4 22V28M100 22V28M196 22V28" />
        <path d={`M${x(low)} 11H${x(first)}M${x(third)} 11H${x(high)}M${x(low)} 6V16M${x(high)} 6V16`} />
        <rect x={x(first)} y={3} width={Math.max(1, x(third) - x(first))} height={16} />
        <path className={styles.median} d={`M${x(median)} 3V19`} />
      </svg>
      <figcaption className={notes.note}>{words}</figcaption>
    </figure>
  );
}

function PixelNotes({ results, pixels }: { results: RunResults; pixels: PixelMetrics }) {
  const { say } = useSpeech();
  const { evaluation, config } = results;
  const { region } = results.dataset;
  const size = pixelSizeText(evaluation);
  if (size === undefined) return <p className={notes.note}>{say(fieldText.earlier)}</p>;
  return (
    <>
      {pixels.auPimo ? (
        <BoxPlot values={pixels.auPimo.perImage} />
      ) : (
        <p className={notes.note}>{say(fieldText.auPimoWanted)}</p>
      )}
      <p className={notes.note}>
        {pixels.side === null ? say(fieldText.originalSize) : say(fieldSentences.pixelSize)(say(size))}{' '}
        {pixels.side !== null && config.pixelSize === 'files' && say(fieldText.notOriginalSize)}{' '}
        {pixels.segF1?.basis === 'test' && say(fieldText.segF1Basis)}{' '}
        {region !== undefined && say(regionSentences.leftOut)(countedShare(region))}
      </p>
    </>
  );
}

export function FieldTable() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results === undefined) return null;
  const { pixels } = results.evaluation;
  return (
    <details className={layout.fold}>
      <summary>{say(fieldText.title)}</summary>
      <TableBox label={say(fieldText.title)}>
        <table className={tables.table}>
          <HeadRow
            columns={[
              say(fieldText.figure),
              say(fieldText.value),
              say(evaluateText.interval95),
              say(fieldText.meaning),
            ]}
          />
          <tbody>
            {fieldFigures(results.evaluation).map(({ name, value, interval }) => (
              <tr key={name}>
                <th scope="row" className={styles.figure}>
                  {say(fieldFigureLabels[name])}
                </th>
                <td>{value === null ? say(stageText.notComputed) : three(value)}</td>
                <td className={styles.figure}>{interval?.map(three).join(' – ')}</td>
                <td className={styles.meaning}>{say(figureMeanings[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {pixels === null ? (
        <p className={notes.note}>{say(evaluateText.noPixels)}</p>
      ) : (
        <PixelNotes results={results} pixels={pixels} />
      )}
    </details>
  );
}
