/** The gate: how like the original the candidate is, among all others, and whether it is kept. */
import { acceptanceAt } from '../../../state/studio/studio-selectors.ts';
import type { CandidateDetail, Gallery } from '../../../state/worker-types.ts';
import { keepTextSize } from '../../charts/text-size.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { CloseUp } from '../../pictures/CloseUp.tsx';
import { overviewSentences, overviewText } from '../../text/overview.ts';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
import overview from './Overview.module.css';
import styles from './Gate.module.css';

const [width, height, margin] = [240, 92, 8];

/** Draws shown as dots, and candidates as pictures. */
const dots = 100;
const pictures = 6;

const radius = 3;

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly ssim: number;
}

/** Stacked where they would lie over each other. */
function dotsOf(ssims: readonly number[], toX: (ssim: number) => number): Dot[] {
  const stacks = new Map<number, number>();
  return ssims.map((ssim) => {
    const column = Math.round(toX(ssim) / (2 * radius));
    const place = stacks.get(column) ?? 0;
    stacks.set(column, place + 1);
    return { ssim, x: column * 2 * radius, y: height - 22 - radius - place * 1.8 * radius };
  });
}

function Scale({
  gallery,
  threshold,
  ssim,
}: {
  readonly gallery: Gallery;
  readonly threshold: number;
  readonly ssim: number;
}) {
  const { say } = useSpeech();
  const ssims = [...gallery.ssims.subarray(0, dots)];
  const low = Math.min(threshold, ssim, ...ssims) - 0.02;
  const toX = (value: number) => margin + ((value - low) / (1 - low)) * (width - 2 * margin);
  const { kept, draws } = acceptanceAt(threshold, gallery.ssims);
  const line = Math.min(width - 2, toX(Math.min(1, threshold)));
  return (
    <svg
      ref={keepTextSize}
      viewBox={`0 0 ${width} ${height}`}
      className={styles.scale}
      role="img"
      aria-label={say(overviewSentences.gateSummary)(kept, draws, String(threshold))}
    >
      <rect x={0} y={0} width={line} height={height - 20} className={styles.keptArea} />
      <line x1={0} x2={width} y1={height - 20} y2={height - 20} className={styles.axis} />
      {dotsOf(ssims, toX).map(({ x, y, ssim: value }, i) => (
        <circle
          key={i}
          cx={x}
          cy={Math.max(radius, y)}
          r={radius}
          data-kept={value < threshold}
          className={styles.dot}
        />
      ))}
      <line x1={line} x2={line} y1={0} y2={height - 16} className={styles.limit} />
      <path d={`M${toX(ssim)} ${height - 21}l-6 -10h12z`} className={styles.current} />
      <text x={line} y={height - 4} textAnchor={line > width / 2 ? 'end' : 'start'}>
        T {threshold}
      </text>
      <text x={line > width / 2 ? 0 : width} y={height - 4} textAnchor={line > width / 2 ? 'start' : 'end'}>
        SSIM
      </text>
    </svg>
  );
}

function Tiles({ gallery, isGated }: { readonly gallery: Gallery; readonly isGated: boolean }) {
  const { studio } = useStages();
  const { say } = useSpeech();
  const chosen = useSlice(studio.store, (state) => state.chosen);
  return (
    <div className={styles.tiles} role="group" aria-label={say(overviewText.candidates)}>
      {gallery.tiles.slice(0, pictures).map(({ draw, picture, touched, verdict }) => {
        const name = say(sentences.candidateName)(draw + 1);
        const word = say(verdict.isAccepted ? tuneText.accepted : tuneText.rejected);
        return (
          <button
            key={draw}
            type="button"
            className={styles.tile}
            data-kept={isGated ? verdict.isAccepted : undefined}
            aria-pressed={draw === chosen}
            aria-label={isGated ? `${name}: ${word}` : name}
            onClick={() => {
              studio.choose(draw);
            }}
          >
            <CloseUp picture={picture} box={touched} />
            {isGated && <span aria-hidden="true">{verdict.isAccepted ? '✓' : '✕'}</span>}
          </button>
        );
      })}
    </div>
  );
}

export function GateFigure({
  detail,
  gallery,
}: {
  readonly detail: CandidateDetail;
  readonly gallery: Gallery;
}) {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const isOn = useSlice(experiment.store, (state) => state.experiment.gateEnabled);
  const { verdict } = detail;
  const [ssim, threshold] = [verdict.ssim.toFixed(3), String(verdict.threshold)];
  const { kept, draws } = acceptanceAt(verdict.threshold, gallery.ssims);
  const reason = isOn
    ? verdict.ssim < verdict.threshold
      ? overviewSentences.different
      : overviewSentences.alike
    : undefined;
  return (
    <>
      {isOn && (
        <p className={styles.verdict} data-kept={verdict.isAccepted}>
          <span aria-hidden="true">{verdict.isAccepted ? '✓' : '✕'}</span>{' '}
          {say(verdict.isAccepted ? tuneText.accepted : tuneText.rejected)}
        </p>
      )}
      <p className={overview.small}>
        {reason === undefined ? say(overviewText.gateOff) : say(reason)(ssim, threshold)}
      </p>
      {isOn && <Scale gallery={gallery} threshold={verdict.threshold} ssim={verdict.ssim} />}
      <Tiles gallery={gallery} isGated={isOn} />
      {isOn && <p className={overview.small}>{say(overviewSentences.kept)(kept, draws)}</p>}
    </>
  );
}
