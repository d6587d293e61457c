/** Two detectors of which one is truly a little better, on test sets drawn again and again. */
import { useState } from 'react';
import { aurocDifference, type Difference } from '../../core/metrics/auroc-difference.ts';
import { createRandom } from '../../core/random.ts';
import { drawTwoDetectors } from '../../core/simulate/scores.ts';
import buttons from '../controls/Buttons.module.css';
import { useSpeech, useStages } from '../hooks/stages.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import { Slider } from './Fields.tsx';
import play from './Play.module.css';

const sizes = [40, 83, 160, 320, 640, 1280, 2560, 5120, 10240, 20480] as const;
const bottle = 1;
/** Points of AUROC from the middle of the bar to its end. */
const widest = 8;

const points = (share: number) => (100 * share).toFixed(1);
const isClear = ({ low, high }: Difference) => low > 0 || high < 0;

function draw(images: number, seed: number): Difference {
  const random = createRandom(`two detectors ${seed}`);
  const difference = aurocDifference(drawTwoDetectors(images, random));
  if (difference === undefined) throw new Error('Made-up test sets have both classes.');
  return difference;
}

function IntervalBar({ difference }: { readonly difference: Difference }) {
  const { say, language } = useSpeech();
  const { a, b, low, high } = difference;
  const place = (share: number) => 160 + Math.max(-1, Math.min(1, (100 * share) / widest)) * 150;
  const summary = learnSentences.differenceSummary[language](points(a), points(b), points(low), points(high));
  return (
    <figure className={play.figure}>
      <svg viewBox="0 0 320 56" role="img" aria-label={summary}>
        <line x1={10} x2={310} y1={24} y2={24} className={play.diagonal} />
        <line x1={160} x2={160} y1={6} y2={40} className={play.threshold} />
        <rect
          x={place(low)}
          width={Math.max(2, place(high) - place(low))}
          y={17}
          height={14}
          rx={3}
          className={isClear(difference) ? play.clear : play.unclear}
        />
        <circle cx={place(a - b)} cy={24} r={5} className={play.handle} />
        {[-widest, 0, widest].map((end) => (
          <text
            key={end}
            x={place(end / 100)}
            y={54}
            textAnchor={end < 0 ? 'start' : end > 0 ? 'end' : 'middle'}
          >
            {end > 0 ? `+${end}` : end}
          </text>
        ))}
      </svg>
      <figcaption className={drawer.note}>
        {say(learnText.difference)}: {points(low)} … {points(high)} ·{' '}
        <strong>{say(isClear(difference) ? learnText.distinguishable : learnText.notDistinguishable)}</strong>
      </figcaption>
    </figure>
  );
}

function Both({ difference: { a, b } }: { readonly difference: Difference }) {
  return (
    <dl className={play.numbers} aria-live="polite">
      <dt>A</dt>
      <dd>{points(a)}</dd>
      <dt>B</dt>
      <dd>{points(b)}</dd>
    </dl>
  );
}

export function TwoDetectors() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const [size, setSize] = useState(bottle);
  const [seed, setSeed] = useState(1);
  const [wins, setWins] = useState({ a: 0, b: 0 });
  const images = sizes[size] ?? sizes[bottle];
  const [difference, setDifference] = useState(() => draw(sizes[bottle], 1));
  const show = (nextSize: number, nextSeed: number) => {
    const next = draw(sizes[nextSize] ?? sizes[bottle], nextSeed);
    setDifference(next);
    if (next.low > 0) learn.act('interval-leaves-zero');
    return next;
  };
  const drawAgain = () => {
    setSeed(seed + 1);
    const { a, b } = show(size, seed + 1);
    setWins({ a: wins.a + (a > b ? 1 : 0), b: wins.b + (b > a ? 1 : 0) });
    learn.act('test-sets');
    if (b > a) learn.act('upsets');
  };
  return (
    <section aria-label={say(learnText.difference)} className={play.play}>
      <Both difference={difference} />
      <IntervalBar difference={difference} />
      <div className={drawer.buttons}>
        <button type="button" className={buttons.primary} onClick={drawAgain}>
          {say(learnText.newTestSet)}
        </button>
        <span className={play.count}>
          {say(learnText.winsA)} {wins.a} · {say(learnText.winsB)} {wins.b}
        </span>
      </div>
      <Slider
        label={say(learnText.testImages)}
        value={size}
        range={{ min: 0, max: sizes.length - 1, step: 1 }}
        shown={String(images)}
        onChange={(next) => {
          setSize(next);
          show(next, seed);
        }}
      />
    </section>
  );
}
