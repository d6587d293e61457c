/** Test images in two crowds over their scores, and the threshold between them. */
import { memo, useEffect, useMemo, useRef } from 'react';
import type { DatasetItem } from '../../../core/dataset/dataset.ts';
import { toRgba } from '../../../core/image/picture.ts';
import type { ScoredItem } from '../../../core/run/events.ts';
import { keepTextSize } from '../../charts/text-size.ts';
import { ThresholdLine } from '../../charts/ThresholdLine.tsx';
import { usePixels } from '../../hooks/pixels.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { overviewSentences, overviewText } from '../../text/overview.ts';
import { isMistake, outcomeOf } from '../../../state/evaluation/test-wall.ts';
import { operatingPointAt } from '../../../state/evaluation/threshold.ts';
import { canvasOf } from '../../pictures/canvas.ts';
import overview from './Overview.module.css';
import styles from './Crowds.module.css';
import type { Judged } from './threshold.ts';

const [width, height] = [400, 200];
/** Where the two crowds stand on each other's heads. */
const floor = height / 2;
const lane = height / 2 - 14;
const thumb = 22;

/** A task makes small pictures for so long, then lets the page go on. */
const budgetMs = 6;

interface Spot {
  readonly item: ScoredItem;
  readonly x: number;
  readonly y: number;
}

interface Placed {
  readonly low: number;
  readonly high: number;
  readonly spots: readonly Spot[];
}

/** In columns as wide as a picture; a column that is too high for its lane is pressed together. */
function place(items: readonly ScoredItem[]): Placed {
  const scores = items.map(({ score }) => score);
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const room = Math.max(1e-6, most - least) * 0.04;
  const [low, high] = [least - room, most + room];
  const toX = (score: number) => thumb / 2 + ((score - low) / (high - low)) * (width - thumb);
  const columnOf = ({ score, label }: ScoredItem) => `${label} ${Math.round(toX(score) / thumb)}`;
  const sizes = new Map<string, number>();
  for (const item of items) sizes.set(columnOf(item), (sizes.get(columnOf(item)) ?? 0) + 1);
  const placed = new Map<string, number>();
  const spots = items.map((item) => {
    const column = columnOf(item);
    const rank = placed.get(column) ?? 0;
    placed.set(column, rank + 1);
    const rise = Math.min(thumb + 1, (lane - thumb) / Math.max(1, (sizes.get(column) ?? 1) - 1));
    const away = thumb / 2 + 3 + rank * rise;
    return { item, x: toX(item.score), y: item.label === 1 ? floor - away : floor + away };
  });
  return { low, high, spots };
}

const small = new WeakMap<DatasetItem, HTMLCanvasElement>();

function smallOf(item: DatasetItem): HTMLCanvasElement {
  const known = small.get(item);
  if (known !== undefined) return known;
  const whole = canvasOf({ ...item.image, rgba: toRgba(item.image) });
  const made = document.createElement('canvas');
  made.width = 2 * thumb;
  made.height = 2 * thumb;
  made.getContext('2d')?.drawImage(whole, 0, 0, 2 * thumb, 2 * thumb);
  small.set(item, made);
  return made;
}

interface PicturesProps {
  readonly placed: Placed;
  readonly sources: readonly DatasetItem[];
  readonly threshold: number | undefined;
}

/** Draws in turns: pixels of sixty images in one task would hold the page. */
const Pictures = memo(function Pictures({ placed, sources, threshold }: PicturesProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || !context) return undefined;
    const style = getComputedStyle(canvas.current);
    const byPath = new Map(sources.map((source) => [source.path, source]));
    context.setTransform(2, 0, 0, 2, 0, 0);
    context.clearRect(0, 0, width, height);
    context.lineWidth = 2;
    let at = 0;
    let timer: number | undefined;
    const go = () => {
      const began = performance.now();
      while (at < placed.spots.length && performance.now() - began < budgetMs) {
        const spot = placed.spots[at++];
        if (spot === undefined) continue;
        const { item, x, y } = spot;
        const source = byPath.get(item.path);
        const isWrong = threshold !== undefined && isMistake(outcomeOf(item, threshold));
        context.strokeStyle = style.getPropertyValue(item.label === 1 ? '--defective' : '--normal');
        context.fillStyle = style.getPropertyValue('--behind-images');
        const [left, top] = [x - thumb / 2, y - thumb / 2];
        if (source === undefined) context.fillRect(left, top, thumb, thumb);
        else context.drawImage(smallOf(source), left, top, thumb, thumb);
        context.strokeRect(left + 1, top + 1, thumb - 2, thumb - 2);
        if (isWrong) {
          context.fillStyle = style.getPropertyValue('--surface');
          context.fillRect(left + 11, top + 11, 11, 11);
          context.strokeStyle = style.getPropertyValue('--text');
          context.beginPath();
          context.moveTo(left + 13, top + 13);
          context.lineTo(left + 20, top + 20);
          context.moveTo(left + 20, top + 13);
          context.lineTo(left + 13, top + 20);
          context.stroke();
        }
      }
      if (at < placed.spots.length) timer = window.setTimeout(go);
    };
    go();
    return () => {
      window.clearTimeout(timer);
    };
  }, [placed, sources, threshold]);
  return <canvas ref={canvas} width={2 * width} height={2 * height} aria-hidden="true" />;
});

function useSources(items: readonly ScoredItem[]): readonly DatasetItem[] {
  const { dataset } = useStages();
  const current = useSlice(dataset.store, (state) => state.dataset);
  const key = items
    .map(({ path }) => path)
    .sort()
    .join('\n');
  const entries = useMemo(() => {
    const wanted = new Set(key.split('\n'));
    return current?.items.filter(({ path }) => wanted.has(path)) ?? [];
  }, [current, key]);
  return usePixels(entries, current);
}

export function Crowds({ items, threshold, moveTo }: Judged) {
  const { say } = useSpeech();
  const sources = useSources(items);
  const placed = useMemo(() => place(items), [items]);
  if (items.length === 0)
    return (
      <div className={styles.crowds} data-empty="true">
        <p>{say(overviewText.scoresWaiting)}</p>
      </div>
    );
  const point = threshold === undefined ? undefined : operatingPointAt(items, threshold);
  const summary =
    point &&
    say(overviewSentences.crowdSummary)(
      point.truePositives,
      point.truePositives + point.falseNegatives,
      point.falsePositives,
      point.falsePositives + point.trueNegatives,
    );
  return (
    <>
      <div className={styles.crowds}>
        <Pictures placed={placed} sources={sources} threshold={threshold} />
        <svg ref={keepTextSize} viewBox={`0 0 ${width} ${height}`}>
          <line x1={0} x2={width} y1={floor} y2={floor} className={styles.axis} />
          <text x={4} y={12}>
            {say(overviewText.crowdDefective)}
          </text>
          <text x={4} y={height - 5}>
            {say(overviewText.crowdNormal)}
          </text>
          {threshold !== undefined && (
            <ThresholdLine
              threshold={{ value: threshold, label: '', name: say(overviewText.threshold), onMove: moveTo }}
              low={placed.low}
              high={placed.high}
              plot={{ width, height }}
            />
          )}
        </svg>
      </div>
      <p className={overview.small}>{summary}</p>
    </>
  );
}
