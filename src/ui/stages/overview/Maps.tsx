/** Where the detector looks: heat maps, each with what the threshold makes of its image. */
import { useMemo } from 'react';
import type { ScoredItem } from '../../../core/run/events.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { outcomeOf } from '../../../state/evaluation/test-wall.ts';
import { outcomeMarks } from '../../text/overview.ts';
import { MapFigure, scaleOf } from '../tune/live/LiveMaps.tsx';
import styles from './Results.module.css';

const mapCount = 4;

/** Three defects and a normal image, as far as there are any. */
function chosenOf(items: readonly ScoredItem[]): readonly ScoredItem[] {
  const withMap = items.filter(({ map }) => map !== undefined);
  const defective = withMap.filter(({ label }) => label === 1).slice(0, mapCount - 1);
  const normal = withMap.filter(({ label }) => label === 0).slice(0, mapCount - defective.length);
  return [...defective, ...normal];
}

interface MapsProps {
  readonly items: readonly ScoredItem[];
  readonly threshold: number | undefined;
}

export function Maps({ items, threshold }: MapsProps) {
  const { say } = useSpeech();
  const chosen = useMemo(() => chosenOf(items), [items]);
  const [low, high] = useMemo(() => scaleOf(chosen), [chosen]);
  if (chosen.length === 0) return null;
  return (
    <div className={styles.maps}>
      {chosen.map((item) => {
        const note = threshold === undefined ? undefined : outcomeMarks[outcomeOf(item, threshold)];
        return (
          <MapFigure key={item.path} item={item} low={low} high={high} {...(note && { note: say(note) })} />
        );
      })}
    </div>
  );
}
