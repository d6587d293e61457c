/** A run made small enough to come with the page: fewer digits, smaller pictures. Scores stay as they are. */
import { resizeArea } from '../../src/core/image/resize.ts';
import { toRgba, type Picture } from '../../src/core/image/picture.ts';
import type { ScoredItem, StepEvent } from '../../src/core/run/events.ts';
import type { RunEvent } from '../../src/core/run/file/event-shapes.ts';
import type { RunResults } from '../../src/core/run/results.ts';

/** Significant digits of what is drawn. */
const digits = 4;
/** Pixels of a watched picture's side. */
const shownSide = 20;

const short = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(digits)) : value);

/** Places in a plane of side 2, to a thousandth. */
const shortPoints = (points: Float32Array) => points.map((value) => Math.round(value * 1000) / 1000);

function shrink({ width, height, rgba }: Picture): Picture {
  const data = new Uint8Array(rgba.filter((_, i) => i % 4 !== 3)); // alpha is 255
  const small = resizeArea({ width, height, data }, shownSide, shownSide);
  return { width: shownSide, height: shownSide, rgba: toRgba(small) };
}

function thinStep(event: StepEvent): StepEvent {
  return {
    ...event,
    loss: short(event.loss),
    numbers: Object.fromEntries(Object.entries(event.numbers).map(([name, value]) => [name, short(value)])),
    learningRate: short(event.learningRate),
    elapsedMs: Math.round(event.elapsedMs),
    viewsPerSecond: short(event.viewsPerSecond),
  };
}

function thinItem(item: ScoredItem): ScoredItem {
  return item.map === undefined
    ? item
    : { ...item, map: { ...item.map, scores: item.map.scores.map(short) } };
}

export function thinEvent(event: RunEvent): RunEvent {
  if (event.type === 'step') return thinStep(event);
  if (event.type === 'scored') return { ...event, items: event.items.map(thinItem) };
  if (event.type === 'watching') {
    const pictures = event.pictures.map(({ kind, picture }) => ({ kind, picture: shrink(picture) }));
    return { ...event, pictures };
  }
  if (event.type !== 'watched') return event;
  const [along, across] = event.shares;
  const outputs = event.outputs?.map(({ name, pictures }) => ({ name, pictures: pictures.map(shrink) }));
  return {
    ...event,
    points: shortPoints(event.points),
    shares: [short(along), short(across)],
    ...(outputs && { outputs }),
  };
}

export function thinResults(results: RunResults): RunResults {
  const { training } = results;
  return { ...results, training: { ...training, losses: training.losses.map(short) } };
}
