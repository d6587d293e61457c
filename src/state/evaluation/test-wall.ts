/** The wall of test images: the highest score first, cut in two by the threshold. */
import type { ScoredItem } from '../../core/run/events.ts';

/** What a threshold makes of an image. */
export type Outcome = 'found' | 'missed' | 'false-alarm' | 'passed';

export function outcomeOf({ label, score }: Pick<ScoredItem, 'label' | 'score'>, threshold: number): Outcome {
  const isAlarm = score >= threshold;
  if (label === 1) return isAlarm ? 'found' : 'missed';
  return isAlarm ? 'false-alarm' : 'passed';
}

export function isMistake(outcome: Outcome): boolean {
  return outcome === 'missed' || outcome === 'false-alarm';
}

/** Names of filters beside those of defects, which no folder has. */
export const wallFilters = { all: '*', mistakes: '*mistakes' } as const;

/**
 * Images that a filter lets through, the highest score first; equal scores in the order of their paths, so that the wall
 * stands still while others come in. Mistakes are none until there is a threshold.
 */
export function wallOf<Item extends Pick<ScoredItem, 'path' | 'label' | 'defect' | 'score'>>(
  items: readonly Item[],
  filter: string,
  threshold: number | undefined,
): Item[] {
  const isShown = (item: Item) => {
    if (filter === wallFilters.all) return true;
    if (filter !== wallFilters.mistakes) return item.defect === filter;
    return threshold !== undefined && isMistake(outcomeOf(item, threshold));
  };
  return items
    .filter(isShown)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : Number(a.path > b.path)));
}

/** How many images of a wall reach the threshold: the line stands behind them. */
export function countAbove(wall: readonly Pick<ScoredItem, 'score'>[], threshold: number): number {
  const below = wall.findIndex(({ score }) => score < threshold);
  return below === -1 ? wall.length : below;
}

/**
 * The threshold that the first `count` images of a wall reach; equal scores are on one side, so that it may be more of them.
 * For none it lies a little above the highest. `undefined` for an empty wall.
 */
export function thresholdBehind(
  wall: readonly Pick<ScoredItem, 'score'>[],
  count: number,
): number | undefined {
  const [highest, lowest] = [wall.at(0)?.score, wall.at(-1)?.score];
  if (highest === undefined || lowest === undefined) return undefined;
  if (count <= 0) return highest + Math.max(1e-9, (highest - lowest) * 0.01);
  return wall[Math.min(count, wall.length) - 1]?.score;
}

/** The threshold one image further up (-1) or down (+1); images of one score go together. */
export function nextThreshold(
  wall: readonly Pick<ScoredItem, 'score'>[],
  threshold: number,
  by: -1 | 1,
): number | undefined {
  const above = countAbove(wall, threshold);
  if (by === 1) return thresholdBehind(wall, above + 1);
  const last = wall[above - 1]?.score;
  return thresholdBehind(
    wall,
    wall.findIndex(({ score }) => score === last),
  );
}
