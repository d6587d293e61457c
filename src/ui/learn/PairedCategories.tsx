/** The paper's Table 1 as ten paired differences: their mean, its interval, and what chance does with their signs. */
import { useState } from 'react';
import { flippedMean, intervalWith, pairedMeans } from '../../core/metrics/paired-means.ts';
import { createRandom } from '../../core/random.ts';
import { paperCategories, paperDifferences } from '../../core/run/published.ts';
import buttons from '../controls/Buttons.module.css';
import { useSpeech, useStages } from '../hooks/stages.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import { Slider } from './Fields.tsx';
import play from './Play.module.css';

const counts = [10, 20, 50, 100, 300, 1000, 3000] as const;
/** Points at the left and the right edge. */
const widest = 30;
const rowHeight = 15;

const place = (points: number) => 195 + (Math.max(-widest, Math.min(widest, points)) / widest) * 120;
const signed = (points: number, digits = 2) => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(digits)}`;

type Category = (typeof paperCategories)[number];
const differences = paperCategories.map((name, i) => ({ name, points: paperDifferences[i] ?? 0 }));

interface BarsProps {
  readonly leftOut: Category | undefined;
  readonly interval: readonly [number, number];
  readonly mean: number;
}

function Bars({ leftOut, interval, mean }: BarsProps) {
  const { say } = useSpeech();
  const bottom = rowHeight * differences.length + 12;
  const isClear = interval[0] > 0 || interval[1] < 0;
  return (
    <svg
      viewBox={`0 0 320 ${bottom + 14}`}
      role="img"
      aria-label={say(learnSentences.pairedSummary)(signed(mean), signed(interval[0]), signed(interval[1]))}
    >
      {differences.map(({ name, points }, i) => (
        <g key={name} opacity={name === leftOut ? 0.25 : 1}>
          <text x={70} y={rowHeight * i + 12} textAnchor="end">
            {name}
          </text>
          <rect
            x={Math.min(place(0), place(points))}
            width={Math.max(1, Math.abs(place(points) - place(0)))}
            y={rowHeight * i + 3}
            height={10}
            className={points >= 0 ? play.clear : play.unclear}
          />
        </g>
      ))}
      <line x1={place(0)} x2={place(0)} y1={0} y2={bottom + 12} className={play.threshold} />
      <rect
        x={place(interval[0])}
        width={Math.max(2, place(interval[1]) - place(interval[0]))}
        y={bottom}
        height={6}
        rx={3}
        className={isClear ? play.clear : play.unclear}
      />
      <circle cx={place(mean)} cy={bottom + 3} r={4} className={play.handle} />
    </svg>
  );
}

function useDealing() {
  const { learn } = useStages();
  const [dealt, setDealt] = useState({ times: 0, larger: 0, last: undefined as number | undefined });
  const deal = () => {
    const mean = flippedMean(paperDifferences, createRandom(`signs ${dealt.times}`));
    const isLarger = Math.abs(mean) >= 0.42 - 1e-9;
    setDealt({ times: dealt.times + 1, larger: dealt.larger + (isLarger ? 1 : 0), last: mean });
    learn.act('signs-dealt');
  };
  return { dealt, deal };
}

export function PairedCategories() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const [leftOut, setLeftOut] = useState<Category>();
  const [size, setSize] = useState(0);
  const { dealt, deal } = useDealing();
  const kept = differences.filter(({ name }) => name !== leftOut).map(({ points }) => points);
  const found = pairedMeans(kept) ?? { mean: 0, low: 0, high: 0, p: 1 };
  const count = counts[size] ?? 10;
  const interval = size === 0 ? ([found.low, found.high] as const) : intervalWith(kept, count);
  const isClear = interval[0] > 0 || interval[1] < 0;
  return (
    <section aria-label={say(learnText.pairedCategories)} className={play.play}>
      <figure className={play.figure}>
        <Bars leftOut={leftOut} interval={interval} mean={found.mean} />
        <figcaption className={drawer.note}>
          {say(learnText.meanDifference)}: {signed(found.mean)} ({signed(interval[0])} … {signed(interval[1])}
          ) · <strong>{say(isClear ? learnText.distinguishable : learnText.notDistinguishable)}</strong>
          {size === 0 && ` · p = ${found.p.toFixed(2)}`}
        </figcaption>
      </figure>
      <label className={drawer.note}>
        <input
          type="checkbox"
          checked={leftOut === 'screw'}
          onChange={(event) => {
            setLeftOut(event.target.checked ? 'screw' : undefined);
            if (event.target.checked) learn.act('screw-left-out');
          }}
        />{' '}
        {say(learnText.leaveOutScrew)}
      </label>
      <div className={drawer.buttons}>
        <button type="button" className={buttons.primary} onClick={deal}>
          {say(learnText.dealSigns)}
        </button>
        <span className={play.count} aria-live="polite">
          {dealt.last !== undefined &&
            say(learnSentences.dealtSigns)(signed(dealt.last), dealt.larger, dealt.times)}
        </span>
      </div>
      <Slider
        label={say(learnText.categories)}
        value={size}
        range={{ min: 0, max: counts.length - 1, step: 1 }}
        shown={String(count)}
        onChange={(next) => {
          setSize(next);
          if (next > 0 && intervalWith(kept, counts[next] ?? 10)[0] > 0) learn.act('interval-leaves-zero');
        }}
      />
    </section>
  );
}
