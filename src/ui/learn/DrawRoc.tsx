/** Guess the curve, then see it; move the threshold along it. */
import { useMemo, useState } from 'react';
import { areaUnder, rocCurve } from '../../core/metrics/roc.ts';
import { createRandom } from '../../core/random.ts';
import { drawScores } from '../../core/simulate/scores.ts';
import buttons from '../controls/Buttons.module.css';
import { useSpeech, useStages } from '../hooks/stages.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import fields from './Fields.module.css';
import { Slider } from './Fields.tsx';
import play from './Play.module.css';
import { RocPlot, type CurvePoint } from './RocPlot.tsx';
import { ScoreStrip } from './ScoreStrip.tsx';

const perClass = 12;
const columns = [0.08, 0.25, 0.42, 0.58, 0.75] as const;
const firstGuess = columns.map((fpr) => ({ fpr, tpr: fpr }));
const lowAlarms = 0.1;
const threshold = { min: -3, max: 6, step: 0.1, start: 1.5 } as const;

/** Between .4 and .6 a score knows hardly more than a coin. */
const isChance = (area: number) => Math.abs(area - 0.5) <= 0.1;

function makeScores(separation: number, seed: number) {
  const { labels, scores } = drawScores(separation, perClass, createRandom(`roc ${seed}`));
  const curve = rocCurve(labels, scores);
  if (curve === undefined) throw new Error('Made-up scores have both classes.');
  const points = curve.fpr.map((fpr, i) => ({ fpr, tpr: curve.tpr[i] ?? 1 }));
  return { labels, scores, points, area: areaUnder(curve) };
}

function useScores(separation: number, seed: number) {
  return useMemo(() => makeScores(separation, seed), [separation, seed]);
}

/** Normal images that raise an alarm, and defects that are found, at a threshold. */
function countAt({ labels, scores }: ReturnType<typeof makeScores>, at: number) {
  const alarmed = labels.filter((_, i) => (scores[i] ?? 0) >= at);
  const found = alarmed.filter((label) => label === 1).length;
  return { alarms: alarmed.length - found, found };
}

function guessedArea(guess: readonly CurvePoint[]): number {
  const all = [{ fpr: 0, tpr: 0 }, ...guess, { fpr: 1, tpr: 1 }];
  return areaUnder({ fpr: all.map(({ fpr }) => fpr), tpr: all.map(({ tpr }) => tpr), thresholds: [] });
}

/** The guess and which of its points were moved. */
function useGuess() {
  const { learn } = useStages();
  const [guess, setGuess] = useState<readonly CurvePoint[]>(firstGuess);
  const [moved, setMoved] = useState<ReadonlySet<number>>(new Set());
  const move = (index: number, tpr: number) => {
    setGuess(guess.map((point, i) => (i === index ? { ...point, tpr } : point)));
    if (moved.has(index)) return;
    setMoved(new Set([...moved, index]));
    learn.act('roc-points');
  };
  return { guess, move };
}

function GuessSliders({
  guess,
  onMove,
}: {
  readonly guess: readonly CurvePoint[];
  readonly onMove: (index: number, tpr: number) => void;
}) {
  const { say } = useSpeech();
  return (
    <fieldset className={fields.checks}>
      <legend>{say(learnText.yourCurve)}</legend>
      {guess.map(({ fpr, tpr }, i) => (
        <label key={fpr}>
          <span aria-hidden="true">{fpr}</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={tpr}
            aria-label={say(learnSentences.guess)(String(fpr))}
            onChange={(event) => {
              onMove(i, event.target.valueAsNumber);
            }}
          />
        </label>
      ))}
    </fieldset>
  );
}

interface RevealedProps {
  readonly drawn: ReturnType<typeof useScores>;
  readonly at: number;
  readonly onThreshold: (at: number) => void;
  readonly separation: number;
  readonly onSeparation: (separation: number) => void;
}

/** What can be tried once the true curve is seen. */
function Revealed({ drawn, at, onThreshold, separation, onSeparation }: RevealedProps) {
  const { learn } = useStages();
  const { say } = useSpeech();
  const { alarms, found } = countAt(drawn, at);
  return (
    <>
      <Slider
        label={say(learnText.threshold)}
        value={at}
        range={threshold}
        onChange={(next) => {
          onThreshold(next);
          if (countAt(drawn, next).alarms / perClass <= lowAlarms) learn.act('roc-low-alarms');
        }}
      />
      <p className={drawer.note}>
        {say(learnSentences.atThreshold)(alarms, perClass, perClass - found, perClass)}
      </p>
      <Slider
        label={say(learnText.separation)}
        value={separation}
        range={{ min: 0, max: 3, step: 0.1 }}
        onChange={onSeparation}
      />
    </>
  );
}

interface RevealButtonsProps {
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
  readonly onNew: () => void;
}

function RevealButtons({ isShown, onShow, onNew }: RevealButtonsProps) {
  const { learn } = useStages();
  const { say } = useSpeech();
  return (
    <div className={drawer.buttons}>
      <button
        type="button"
        className={buttons.primary}
        onClick={() => {
          onShow(!isShown);
          if (!isShown) learn.act('roc-shown');
        }}
      >
        {say(isShown ? learnText.hideCurve : learnText.showCurve)}
      </button>
      <button type="button" className={buttons.button} onClick={onNew}>
        {say(learnText.newScores)}
      </button>
    </div>
  );
}

export function DrawRoc() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const [seed, setSeed] = useState(1);
  const [separation, setSeparation] = useState(1.6);
  const [at, setAt] = useState<number>(threshold.start);
  const [isShown, setIsShown] = useState(false);
  const { guess, move } = useGuess();
  const drawn = useScores(separation, seed);
  const { alarms, found } = countAt(drawn, at);
  const marked = { fpr: alarms / perClass, tpr: found / perClass };
  const area = guessedArea(guess).toFixed(2);
  const summary = say(learnSentences.rocSummary)(area, isShown ? drawn.area.toFixed(2) : '');
  const separate = (next: number) => {
    setSeparation(next);
    if (isChance(makeScores(next, seed).area)) learn.act('roc-chance');
  };
  return (
    <section aria-label={say(learnText.yourCurve)} className={play.play}>
      <ScoreStrip {...drawn} threshold={isShown ? at : undefined} />
      <RocPlot
        guess={guess}
        truth={isShown ? drawn.points : undefined}
        marked={isShown ? marked : undefined}
        summary={summary}
        onMove={move}
      />
      <p className={drawer.note} role="status">
        {summary}
      </p>
      <RevealButtons
        isShown={isShown}
        onShow={setIsShown}
        onNew={() => {
          setSeed(seed + 1);
          setIsShown(false);
        }}
      />
      <GuessSliders guess={guess} onMove={move} />
      {isShown && (
        <Revealed drawn={drawn} at={at} onThreshold={setAt} separation={separation} onSeparation={separate} />
      )}
    </section>
  );
}
