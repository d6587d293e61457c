/** What the events of a run must look like when they come from a file: a shape for each type, or the types do not compile. */
import { failure, success, type Result } from '../../result.ts';
import type { EvaluationEvent, ScoredItem, StepEvent, TrainingEvent } from '../events.ts';
import { currentStep, type EarlierStep } from './earlier.ts';
import {
  basisShape,
  datasetShape,
  deviceShape,
  experimentShape,
  labelShape,
  pixelShape,
  statisticShape,
  scoresShape,
  validationShape,
} from './result-shape.ts';
import {
  count,
  fieldsOf,
  listOf,
  number,
  object,
  oneOf,
  optional,
  pairOf,
  readShape,
  recordOf,
  refuse,
  text,
  type Misfit,
  type Shape,
} from './shape.ts';

export type RunEvent = TrainingEvent | EvaluationEvent;

const float32: Shape<Float32Array<ArrayBuffer>> = (raw, where) =>
  Float32Array.from(object({ float32: listOf(number) })(raw, where).float32);

const bytes: Shape<Uint8ClampedArray<ArrayBuffer>> = (raw, where) => {
  const hex = object({ bytes: text })(raw, where).bytes;
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) return refuse(hex, where, 'bytes as hexadecimal digits');
  return Uint8ClampedArray.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
};

const pictureShape = (raw: unknown, where: string) => {
  const picture = object({ width: count, height: count, rgba: bytes })(raw, where);
  const { width, height, rgba } = picture;
  const wanted = width * height * 4;
  return rgba.length === wanted
    ? picture
    : refuse(`${rgba.length} bytes`, `${where}.rgba`, `${wanted} bytes`);
};

const mapShape = (raw: unknown, where: string) => {
  const map = object({
    places: oneOf(['crops', 'cells']),
    columns: count,
    rows: count,
    placeShare: number,
    strideShare: number,
    scores: float32,
  })(raw, where);
  const wanted = map.columns * map.rows;
  const { length } = map.scores;
  return length === wanted ? map : refuse(`${length} scores`, `${where}.scores`, `${wanted} scores`);
};

const itemShape: Shape<ScoredItem> = object({
  path: text,
  label: labelShape,
  defect: text,
  score: number,
  scores: scoresShape,
  map: optional(mapShape),
  neighbours: optional(listOf(text)),
});

const reasonShape = oneOf(['completed', 'stopped']);

const stepFields = {
  type: oneOf(['step']),
  step: count,
  loss: number,
  learningRate: number,
  elapsedMs: number,
  viewsPerSecond: number,
};

const numberedStep = object({ ...stepFields, numbers: recordOf(number) });
const earlierStep: Shape<EarlierStep> = object({
  ...stepFields,
  positiveSimilarity: number,
  negativeSimilarity: number,
  alignment: number,
  uniformity: number,
});

const stepShape: Shape<StepEvent> = (raw, where) =>
  currentStep((fieldsOf(raw, where).has('numbers') ? numberedStep : earlierStep)(raw, where));

/** A run that failed makes no record, so that its problem needs no more than a name. */
const failedShape: Shape<Extract<RunEvent, { type: 'failed' }>> = (raw, where) => {
  const { problem } = object({ type: oneOf(['failed']), problem: object({ kind: text }) })(raw, where);
  return { type: 'failed', problem: { kind: 'unexpected', detail: problem.kind } };
};

type EventOf<Type> = Extract<RunEvent, { readonly type: Type }>;

const shapes: { readonly [Type in RunEvent['type']]: Shape<EventOf<Type>> } = {
  started: object({
    type: oneOf(['started']),
    experiment: experimentShape,
    dataset: datasetShape,
    device: deviceShape,
  }),
  step: stepShape,
  watching: object({
    type: oneOf(['watching']),
    pictures: listOf(object({ kind: oneOf(['trained', 'held-out', 'pseudo']), picture: pictureShape })),
    heldOut: count,
  }),
  watched: object({
    type: oneOf(['watched']),
    step: count,
    heldOutAuroc: number,
    testAuroc: optional(number),
    points: float32,
    shares: pairOf(number),
    outputs: optional(listOf(object({ name: text, pictures: listOf(pictureShape) }))),
  }),
  paused: object({ type: oneOf(['paused']), step: count }),
  resumed: object({ type: oneOf(['resumed']), step: count }),
  'rate-changed': object({ type: oneOf(['rate-changed']), step: count, factor: number }),
  continued: object({ type: oneOf(['continued']), step: count, steps: count, device: deviceShape }),
  restored: object({ type: oneOf(['restored']), step: count, device: deviceShape }),
  trained: object({ type: oneOf(['trained']), steps: count, elapsedMs: number, reason: reasonShape }),
  failed: failedShape,
  'evaluation-started': object({ type: oneOf(['evaluation-started']), total: count }),
  bank: object({ type: oneOf(['bank']), done: count, total: count }),
  validated: object({
    type: oneOf(['validated']),
    basis: optional(basisShape),
    items: listOf(validationShape),
    done: count,
    total: count,
  }),
  scored: object({ type: oneOf(['scored']), items: listOf(itemShape), done: count, total: count }),
  evaluated: object({
    type: oneOf(['evaluated']),
    elapsedMs: number,
    reason: reasonShape,
    pixels: optional(pixelShape),
    statistic: optional(statisticShape),
  }),
};

const eventShape: Shape<RunEvent> = (raw, where) => {
  const type = oneOf(Object.keys(shapes) as RunEvent['type'][])(
    fieldsOf(raw, where).get('type'),
    `${where}.type`,
  );
  return shapes[type](raw, where);
};

/** One line of `events.ndjson`; `line` counts from 1. */
export function readEvent(json: string, line: number): Result<RunEvent, Misfit> {
  const where = `line ${line}`;
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return failure({ where, came: json.slice(0, 60), wanted: 'JSON' });
  }
  const event = readShape(eventShape, raw, where);
  return event.ok ? success(event.value) : event;
}
