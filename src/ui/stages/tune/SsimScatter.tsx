/** SSIM of every draw against one number that was drawn: which knob decides? */
import { useState } from 'react';
import { drawFacts, type DrawFact } from '../../../core/pseudo-anomaly/draw-facts.ts';
import type { Text } from '../../../core/text.ts';
import type { Gallery } from '../../../state/worker-types.ts';
import chart from '../../charts/Chart.module.css';
import { keepTextSize } from '../../charts/text-size.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
import spread from './Spread.module.css';
import tune from './Tune.module.css';

const factWords: Readonly<Record<DrawFact, Text>> = {
  x: tuneText.factX,
  y: tuneText.factY,
  area: tuneText.factArea,
  aspect: tuneText.factAspect,
  rotation: tuneText.factRotation,
  shift: tuneText.factShift,
  scale: tuneText.factScale,
  brightness: tuneText.factBrightness,
  contrast: tuneText.factContrast,
  saturation: tuneText.factSaturation,
  hue: tuneText.factHue,
};

const [width, height, margin] = [480, 200, 26];

/** Shares of the side are read as percent. */
function toShown(fact: DrawFact, value: number): number {
  return fact === 'x' || fact === 'y' ? 100 * value : value;
}

interface Dot {
  readonly fact: number;
  readonly ssim: number;
}

function dotsOf({ ssims, facts }: Gallery, fact: DrawFact): Dot[] {
  return [...ssims].flatMap((ssim, i) => {
    const value = toShown(fact, facts[fact][i] ?? Number.NaN);
    return Number.isFinite(value) ? [{ fact: value, ssim }] : [];
  });
}

interface PlotProps {
  readonly dots: readonly Dot[];
  /** Infinite where the gate is off. */
  readonly threshold: number;
  readonly summary: string;
}

function Plot({ dots, threshold, summary }: PlotProps) {
  const values = dots.map(({ fact }) => fact);
  const [left, right] = [Math.min(...values), Math.max(...values)];
  const bottom = Math.min(0.9, ...dots.map(({ ssim }) => ssim));
  const x = (value: number) => margin + ((value - left) / (right - left || 1)) * (width - 2 * margin);
  const y = (ssim: number) => 10 + ((1 - ssim) / (1 - bottom)) * (height - margin - 10);
  return (
    <svg
      ref={keepTextSize}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={summary}
      className={chart.bars}
    >
      {dots.map(({ fact, ssim }, i) =>
        ssim < threshold ? (
          <circle
            key={i}
            cx={x(fact)}
            cy={y(ssim)}
            r="3"
            className={Number.isFinite(threshold) ? spread.dotAccepted : spread.dot}
          />
        ) : (
          <path key={i} d={`M${x(fact) - 3} ${y(ssim) - 3}l6 6m0 -6l-6 6`} className={spread.dotRejected} />
        ),
      )}
      {threshold >= bottom && threshold <= 1 && (
        <line x1="0" x2={width} y1={y(threshold)} y2={y(threshold)} className={chart.threshold} />
      )}
      <text x="0" y="10" className={chart.tick}>
        1
      </text>
      <text x="0" y={height - margin} className={chart.tick}>
        {bottom.toFixed(2)}
      </text>
      <text x={margin} y={height - 6} className={chart.tick}>
        {left.toFixed(2)}
      </text>
      <text x={width - margin} y={height - 6} textAnchor="end" className={chart.tick}>
        {right.toFixed(2)}
      </text>
    </svg>
  );
}

export function SsimScatter({
  gallery,
  threshold,
}: {
  readonly gallery: Gallery;
  readonly threshold: number;
}) {
  const { say } = useSpeech();
  const [fact, setFact] = useState<DrawFact>('area');
  const dots = dotsOf(gallery, fact);
  return (
    <section aria-labelledby="ssim-scatter" className={spread.chart}>
      <h2 id="ssim-scatter">{say(tuneText.scatter)}</h2>
      <label className={spread.pick}>
        {say(tuneText.against)}
        <select
          value={fact}
          onChange={(event) => {
            setFact(event.target.value as DrawFact);
          }}
        >
          {drawFacts.map((one) => (
            <option key={one} value={one}>
              {say(factWords[one])}
            </option>
          ))}
        </select>
      </label>
      {dots.length === 0 ? (
        <p className={tune.note}>{say(tuneText.noSuchNumber)}</p>
      ) : (
        <Plot
          dots={dots}
          threshold={threshold}
          summary={say(sentences.scatterSummary)(say(factWords[fact]), dots.length)}
        />
      )}
    </section>
  );
}
