/** The ROC curve of the setting over that of the one before; its point is dragged. */
import { liveRoc } from '../../../state/evaluation/evaluation-selectors.ts';
import { nearestThreshold, operatingPointAt } from '../../../state/evaluation/threshold.ts';
import type { ScoredItem } from '../../../core/run/events.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { overviewSentences, overviewText } from '../../text/overview.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import { statisticNames, statisticSentences } from '../../text/statistics.ts';
import overview from './Overview.module.css';
import styles from './Results.module.css';
import type { Judged } from './threshold.ts';

const side = 160;

function pathOf(points: readonly { readonly fpr: number; readonly tpr: number }[]): string {
  return points.map(({ fpr, tpr }, i) => `${i === 0 ? 'M' : 'L'}${side * fpr} ${side * (1 - tpr)}`).join('');
}

function Headline({
  area,
  before,
}: {
  readonly area: number | undefined;
  readonly before: number | undefined;
}) {
  const { live } = useStages();
  const { say } = useSpeech();
  const statistic = useSlice(live.store, (state) => state.shown?.end.statistic);
  const change = area === undefined || before === undefined ? 0 : area - before;
  return (
    <div className={styles.headline}>
      <p>
        AUROC <strong>{area?.toFixed(3) ?? '–'}</strong>
      </p>
      {Math.abs(change) >= 0.0005 && (
        <p className={overview.small}>
          {say(overviewSentences.better)(`${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(3)}`)}
        </p>
      )}
      {area !== undefined && (
        <p className={overview.small}>
          {say(overviewText.chance)}{' '}
          {statistic !== undefined &&
            say(statisticSentences.reaches)(
              say(statisticNames[statistic.statistic]),
              statistic.auroc.toFixed(3),
            )}
        </p>
      )}
    </div>
  );
}

interface RocProps {
  readonly judged: Judged;
  /** Of the setting before. */
  readonly before: readonly ScoredItem[];
}

export function RocFigure({ judged: { items, curve, threshold, moveTo }, before }: RocProps) {
  const { say } = useSpeech();
  const earlier = liveRoc(before);
  const point = threshold === undefined ? undefined : operatingPointAt(items, threshold);
  const drag = (event: React.PointerEvent<SVGSVGElement>) => {
    if (event.buttons === 0 || curve === undefined) return;
    const frame = event.currentTarget.getBoundingClientRect();
    const place = {
      fpr: (event.clientX - frame.left) / frame.width,
      tpr: 1 - (event.clientY - frame.top) / frame.height,
    };
    const nearest = nearestThreshold(curve, curve.thresholds, place);
    if (nearest !== undefined) moveTo(nearest);
  };
  const area = curve?.auroc.toFixed(3) ?? say(stageText.notComputed);
  return (
    <div className={styles.roc}>
      <svg
        viewBox={`-2 -2 ${side + 4} ${side + 4}`}
        role="img"
        aria-label={say(sentences.rocSummary)(area, items.length, items.length)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={drag}
      >
        <rect width={side} height={side} className={styles.frame} />
        <path d={`M0 ${side}L${side} 0`} className={styles.diagonal} />
        {earlier !== undefined && <path d={pathOf(earlier.points)} className={styles.earlier} />}
        {curve !== undefined && <path d={pathOf(curve.points)} className={styles.curve} />}
        {point !== undefined && (
          <circle cx={side * point.fpr} cy={side * (1 - point.tpr)} r={6} className={styles.grip} />
        )}
      </svg>
      <Headline area={curve?.auroc} before={earlier?.auroc} />
    </div>
  );
}
