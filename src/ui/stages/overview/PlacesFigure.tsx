/** Patches on a plane around the mean of the normal ones, as the head puts them while it learns. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LiveLook, LivePlace } from '../../../core/run/live.ts';
import { keepTextSize } from '../../charts/text-size.ts';
import buttons from '../../controls/Buttons.module.css';
import { useSpeech } from '../../hooks/stages.ts';
import { overviewSentences, overviewText } from '../../text/overview.ts';
import { wantsMotion } from '../../hooks/motion.ts';
import { useAnswer } from '../tune/live/use-answer.ts';
import overview from './Overview.module.css';
import { canvasOf } from '../../pictures/canvas.ts';
import styles from './Places.module.css';

/** Units of the figure; the canvas has twice as many pixels. */
const side = 400;
const middle = side / 2;
const margin = 22;
/** Side of a patch's picture, in the same units. */
const thumb = 30;

/** One look goes over into the next in so long. */
const lookMs = 260;

const degrees = (radians: number) => (180 * radians) / Math.PI;

/** The angle at the figure's edge: at least a right one, so that the rings stay where they are from look to look. */
function reachOf(looks: readonly LiveLook[]): number {
  let most = Math.PI / 2;
  for (const { points } of looks)
    for (let i = 0; i < points.length; i += 2)
      most = Math.max(most, Math.hypot(points[i] ?? 0, points[i + 1] ?? 0));
  return most;
}

function meanAngle({ points }: LiveLook, places: readonly LivePlace[], kind: LivePlace['kind']): number {
  const angles = places.flatMap((place, i) =>
    place.kind === kind ? [Math.hypot(points[2 * i] ?? 0, points[2 * i + 1] ?? 0)] : [],
  );
  return angles.reduce((sum, angle) => sum + angle, 0) / Math.max(1, angles.length);
}

function thumbsOf(places: readonly LivePlace[]): readonly HTMLCanvasElement[] {
  return places.map(({ picture }) => canvasOf(picture));
}

interface Drawing {
  readonly places: readonly LivePlace[];
  readonly thumbs: readonly HTMLCanvasElement[];
  readonly reach: number;
}

function draw(canvas: HTMLCanvasElement, { places, thumbs, reach }: Drawing, points: Float32Array): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name);
  const scale = (middle - margin) / reach;
  const at = (i: number) =>
    [middle + scale * (points[2 * i] ?? 0), middle - scale * (points[2 * i + 1] ?? 0)] as const;
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, side, side);
  context.strokeStyle = colour('--pseudo');
  context.globalAlpha = 0.35;
  context.lineWidth = 1;
  for (let i = 0; i + 1 < places.length; i += 2) {
    context.beginPath();
    context.moveTo(...at(i));
    context.lineTo(...at(i + 1));
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const kind of ['pseudo', 'normal'] as const) {
    context.strokeStyle = colour(kind === 'normal' ? '--normal' : '--pseudo');
    context.lineWidth = 2.5;
    places.forEach((place, i) => {
      const picture = thumbs[i];
      if (place.kind !== kind || picture === undefined) return;
      const [x, y] = at(i);
      const half = thumb / 2;
      context.save();
      context.beginPath();
      if (kind === 'normal') context.arc(x, y, half, 0, 2 * Math.PI);
      else context.rect(x - half, y - half, thumb, thumb);
      context.clip();
      context.drawImage(picture, x - half, y - half, thumb, thumb);
      context.restore();
      context.stroke();
    });
  }
}

interface Shown {
  /** Number of the look that is shown; between two of them it has a part. */
  readonly at: number;
  readonly drawing: Drawing;
  readonly round: number;
}

/** What is shown goes from look to look towards the chosen one, which is the newest where none was chosen; again with each round. */
function usePlane(
  drawing: Drawing,
  {
    looks,
    chosen,
    round,
  }: { readonly looks: readonly LiveLook[]; readonly chosen: number | undefined; readonly round: number },
  onSeen: (at: number) => void,
): React.RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<Shown>(undefined);
  useEffect(() => {
    let frame = 0;
    let before: number | undefined;
    const step = (now: number) => {
      const goal = chosen ?? looks.length - 1;
      const last = looks[goal];
      if (canvas.current === null || last === undefined) return;
      const passed = Math.min(100, now - (before ?? now)) / lookMs;
      before = now;
      const isJump = chosen !== undefined || !wantsMotion();
      const state = shown.current;
      const isOther = state?.drawing.places !== drawing.places || state.round !== round;
      const at = isJump ? goal : isOther ? 0 : Math.min(goal, state.at + passed);
      shown.current = { at, drawing, round };
      draw(canvas.current, drawing, between(looks, at));
      onSeen(Math.round(at));
      if (at < goal) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [drawing, looks, chosen, round, onSeen]);
  return canvas;
}

function between(looks: readonly LiveLook[], at: number): Float32Array {
  const from = looks[Math.floor(at)]?.points ?? new Float32Array();
  const to = looks[Math.ceil(at)]?.points ?? from;
  const share = at - Math.floor(at);
  return from.map((value, i) => value + share * ((to[i] ?? value) - value));
}

function Rings({ reach }: { readonly reach: number }) {
  const scale = (middle - margin) / reach;
  return (
    <svg ref={keepTextSize} viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
      {[30, 60, 90, 120, 150]
        .filter((angle) => angle <= degrees(reach) + 0.01)
        .map((angle) => (
          <g key={angle}>
            <circle cx={middle} cy={middle} r={(scale * angle * Math.PI) / 180} className={styles.ring} />
            <text x={middle} y={middle - (scale * angle * Math.PI) / 180 - 3} textAnchor="middle">
              {angle}°
            </text>
          </g>
        ))}
      <path d={`M${middle - 5} ${middle}h10M${middle} ${middle - 5}v10`} className={styles.ring} />
    </svg>
  );
}

interface PlaneProps {
  readonly places: readonly LivePlace[];
  readonly looks: readonly LiveLook[];
}

function Plane({ places, looks }: PlaneProps) {
  const { say } = useSpeech();
  const [chosen, setChosen] = useState<number>();
  const [seen, setSeen] = useState(0);
  const [round, setRound] = useState(0);
  const reach = reachOf(looks);
  const drawing = useMemo(() => ({ places, thumbs: thumbsOf(places), reach }), [places, reach]);
  const canvas = usePlane(drawing, { looks, chosen, round }, setSeen);
  const look = looks[Math.min(seen, looks.length - 1)];
  if (look === undefined) return null;
  const angle = (kind: LivePlace['kind']) => `${degrees(meanAngle(look, places, kind)).toFixed(0)}°`;
  const [normals, pseudo] = [angle('normal'), angle('pseudo')];
  const summary = say(overviewSentences.planeSummary)(normals, pseudo, look.step, look.total);
  return (
    <>
      <div className={styles.plane} role="img" aria-label={summary}>
        <Rings reach={reach} />
        <canvas ref={canvas} width={2 * side} height={2 * side} />
      </div>
      <div className={styles.scrub}>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            setChosen(undefined);
            setRound((one) => one + 1);
          }}
        >
          {say(overviewText.replay)}
        </button>
        <input
          type="range"
          aria-label={say(overviewText.learningStep)}
          aria-valuetext={`${look.step} / ${look.total}`}
          min={0}
          max={looks.length - 1}
          value={Math.min(seen, looks.length - 1)}
          onChange={(event) => {
            const at = event.target.valueAsNumber;
            setChosen(at === looks.length - 1 ? undefined : at);
          }}
        />
      </div>
      <p className={overview.small} aria-hidden="true">
        {summary}
      </p>
    </>
  );
}

function Legend() {
  const { say } = useSpeech();
  return (
    <ul className={styles.legend}>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="5" className={styles.normalMark} />
        </svg>{' '}
        {say(overviewText.normalPatch)}
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <rect x="2" y="2" width="10" height="10" className={styles.pseudoMark} />
        </svg>{' '}
        {say(overviewText.changedPatch)}
      </li>
    </ul>
  );
}

export function PlacesFigure() {
  const { say } = useSpeech();
  const { places, looks } = useAnswer();
  const hasLooks = looks.length > 0 && places.length > 0;
  return (
    <>
      {hasLooks ? (
        <Plane places={places} looks={looks} />
      ) : (
        <div className={styles.plane} data-empty="true">
          <Rings reach={Math.PI / 2} />
          <p>{say(overviewText.planeWaiting)}</p>
        </div>
      )}
      <Legend />
      <p className={overview.small}>{say(overviewText.plane)}</p>
    </>
  );
}
