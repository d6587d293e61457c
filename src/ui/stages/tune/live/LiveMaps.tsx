/** Heat maps of six images, on one scale; each stays until its next one comes. */
import { memo, useMemo } from 'react';
import { normalClass } from '../../../../core/dataset/dataset.ts';
import type { ScoredItem } from '../../../../core/run/events.ts';
import notes from '../../../controls/Notes.module.css';
import { useNames } from '../../../hooks/names.ts';
import { usePixels } from '../../../hooks/pixels.ts';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { Picture } from '../../../pictures/Picture.tsx';
import { liveText } from '../../../text/live.ts';
import styles from './Live.module.css';
import { useAnswer } from './use-answer.ts';
import { stageText } from '../../../text/stages.ts';

const mapCount = 6;

const white = [255, 255, 255] as const;

/** From the middle of all places to the largest of them. */
export function scaleOf(items: readonly ScoredItem[]): readonly [number, number] {
  const scores = items.flatMap(({ map }) => [...(map?.scores ?? [])]).sort((a, b) => a - b);
  const [middle, most] = [scores[scores.length >> 1] ?? 0, scores.at(-1) ?? 1];
  return middle < most ? [middle, most] : [middle, middle + 1];
}

interface MapProps {
  readonly item: ScoredItem;
  /** Ends of the colour scale. */
  readonly low: number;
  readonly high: number;
  /** Said after the score. */
  readonly note?: string;
}

/** Redrawn only for another item or scale, not for each report of progress. */
export const MapFigure = memo(function MapFigure({ item, low, high, note }: MapProps) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const current = useSlice(dataset.store, (state) => state.dataset);
  const entries = useMemo(() => {
    const isSource = ({ path }: { path: string }) => path === item.path || item.path.startsWith(`${path} (`);
    return current?.items.filter(isSource).slice(0, 1) ?? [];
  }, [current, item.path]);
  const [source] = usePixels(entries, current);
  const scale = useMemo(() => [low, high] as const, [low, high]);
  if (source === undefined) return null;
  const isSame = source.path === item.path;
  const name = item.defect === normalClass ? say(stageText.normal) : names.defect(item.defect);
  return (
    <figure>
      <Picture
        alt={`${name}, ${item.score.toFixed(2)}`}
        image={source.image}
        mask={isSame ? source.mask : undefined}
        outlineColour={white}
        map={item.map}
        mapScale={scale}
        mapOpacity={0.6}
      />
      <figcaption>
        {name} · {item.score.toFixed(2)} {note}
      </figcaption>
    </figure>
  );
});

export function LiveMaps() {
  const { say } = useSpeech();
  const { items, before } = useAnswer();
  const shown = useMemo(() => {
    const first = before.slice(0, mapCount);
    const newest = items.slice(0, mapCount);
    return [...newest, ...first.slice(newest.length)];
  }, [items, before]);
  const [low, high] = useMemo(() => scaleOf(shown), [shown]);
  if (shown.length === 0) return null;
  return (
    <div>
      <h3>{say(liveText.maps)}</h3>
      <div className={styles.maps}>
        {shown.map((item) => (
          <MapFigure key={item.path} item={item} low={low} high={high} />
        ))}
      </div>
      <p className={notes.note}>{say(liveText.sameScale)}</p>
    </div>
  );
}
