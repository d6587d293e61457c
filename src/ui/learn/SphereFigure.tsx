/** The contrastive losses at work on 24 points of a sphere, seen from the side that the reader turns to. */
import { useCallback, useEffect, useState } from 'react';
import { createRandom } from '../../core/random.ts';
import {
  sphereCosines,
  startPoints,
  stepOnSphere,
  type Point,
  type SphereCosines,
  type SphereLoss,
} from '../../core/simulate/sphere.ts';
import buttons from '../controls/Buttons.module.css';
import { useSpeech, useStages } from '../hooks/stages.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import { Choice, Slider } from './Fields.tsx';
import play from './Play.module.css';

const images = 6;
const radius = 100;
const frameMs = 60;
/** The camera looks a little from above. */
const tilt = 0.35;

const lossWords = { firm: 'lossFirm', decoupled: 'lossDecoupled', 'pull-only': 'lossPull' } as const;
const losses = Object.keys(lossWords) as SphereLoss[];

interface Simulation {
  readonly points: readonly Point[];
  readonly step: number;
}

const begin = (): Simulation => ({ points: startPoints(images, createRandom('sphere')), step: 0 });

/** Screen place and nearness (1 front, -1 back) of a point, the sphere turned about its upright axis. */
function project([x, y, z]: Point, turn: number): readonly [number, number, number] {
  const across = x * Math.cos(turn) + z * Math.sin(turn);
  const depth = z * Math.cos(turn) - x * Math.sin(turn);
  const up = y * Math.cos(tilt) - depth * Math.sin(tilt);
  return [radius * across, -radius * up, depth * Math.cos(tilt) + y * Math.sin(tilt)];
}

function Sphere({
  points,
  turn,
  summary,
}: {
  readonly points: readonly Point[];
  readonly turn: number;
  readonly summary: string;
}) {
  const placed = points
    .map((point, i) => ({ i, at: project(point, turn) }))
    .sort((a, b) => a.at[2] - b.at[2]);
  return (
    <svg viewBox="-110 -110 220 220" role="img" aria-label={summary} className={play.sphere}>
      <circle r={radius} className={play.globe} />
      <ellipse rx={radius} ry={radius * Math.sin(tilt)} className={play.equator} />
      {placed.map(({ i, at: [x, y, near] }) => (
        <circle
          key={i}
          cx={x}
          cy={y}
          r={5 + 1.5 * near}
          opacity={near < 0 ? 0.4 : 1}
          className={i < points.length / 2 ? play.normal : play.pseudo}
        />
      ))}
    </svg>
  );
}

/** One step every frame while playing; each is reported to the lesson. */
function useSimulation(loss: SphereLoss, temperature: number) {
  const { learn } = useStages();
  const [state, setState] = useState(begin);
  const [isPlaying, setIsPlaying] = useState(false);
  const stepOnce = useCallback(() => {
    setState(({ points, step }) => ({
      points: stepOnSphere(points, { loss, temperature }),
      step: step + 1,
    }));
    learn.act(loss === 'pull-only' ? 'sphere-steps-pull-only' : 'sphere-steps');
  }, [loss, temperature, learn]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(stepOnce, frameMs);
    return () => {
      clearInterval(timer);
    };
  }, [isPlaying, stepOnce]);
  const restart = () => {
    setState(begin);
    setIsPlaying(false);
  };
  return { state, isPlaying, setIsPlaying, stepOnce, restart };
}

function Buttons({ state, isPlaying, setIsPlaying, stepOnce, restart }: ReturnType<typeof useSimulation>) {
  const { say } = useSpeech();
  return (
    <div className={drawer.buttons}>
      <button
        type="button"
        className={buttons.primary}
        onClick={() => {
          setIsPlaying(!isPlaying);
        }}
      >
        {say(isPlaying ? learnText.pause : learnText.play)}
      </button>
      <button type="button" className={buttons.button} disabled={isPlaying} onClick={stepOnce}>
        {say(learnText.oneStep)}
      </button>
      <button type="button" className={buttons.button} onClick={restart}>
        {say(learnText.startAgain)}
      </button>
      <span className={play.count}>
        {say(learnText.step)} {state.step}
      </span>
    </div>
  );
}

function Cosines({ positive, negative }: SphereCosines) {
  const { say } = useSpeech();
  return (
    <dl className={play.numbers}>
      <dt>
        <span className={play.normalText} aria-hidden="true">
          ●
        </span>{' '}
        {say(learnText.together)}
      </dt>
      <dd>{positive.toFixed(2)}</dd>
      <dt>
        <span className={play.pseudoText} aria-hidden="true">
          ○
        </span>{' '}
        {say(learnText.apart)}
      </dt>
      <dd>{negative.toFixed(2)}</dd>
    </dl>
  );
}

export function SphereFigure() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const [loss, setLoss] = useState<SphereLoss>('firm');
  const [temperature, setTemperature] = useState(0.2);
  const [turn, setTurn] = useState(30);
  const simulation = useSimulation(loss, temperature);
  const { points, step } = simulation.state;
  const cosines = sphereCosines(points);
  const [positive, negative] = [cosines.positive.toFixed(2), cosines.negative.toFixed(2)];
  return (
    <section aria-label={say(learnText.sphere)} className={play.play}>
      <Sphere
        points={points}
        turn={(turn * Math.PI) / 180}
        summary={say(learnSentences.sphereSummary)(step, positive, negative)}
      />
      <Buttons {...simulation} />
      <Cosines {...cosines} />
      <Choice
        label={say(learnText.loss)}
        value={loss}
        options={losses.map((value) => ({ value, label: say(learnText[lossWords[value]]) }))}
        onChange={setLoss}
      />
      <Slider
        label={say(learnText.temperature)}
        value={temperature}
        range={{ min: 0.05, max: 1, step: 0.05 }}
        isDisabled={loss === 'pull-only'}
        onChange={(next) => {
          setTemperature(next);
          learn.act('sphere-temperature');
        }}
      />
      <Slider
        label={say(learnText.turn)}
        value={turn}
        range={{ min: 0, max: 360, step: 5 }}
        shown={`${turn}°`}
        onChange={setTurn}
      />
    </section>
  );
}
