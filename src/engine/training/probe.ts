/** Probes the network with the same pictures while it learns: how well held-out pseudo-anomalies are separated, and where all lie. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { auroc } from '../../core/metrics/roc.ts';
import type { OutputRow, WatchedEvent, WatchedKind, WatchingEvent } from '../../core/run/events.ts';
import { alignPlane, principalPlane } from '../../core/scoring/principal-plane.ts';
import { joinPacked, slicePacked, type PackedImages } from '../../core/views/packed.ts';
import { createBatchSource } from './batch.ts';
import type { HeldOutSplit } from './held-out.ts';
import { thumbnail } from './thumbnail.ts';
import type { Trainer } from './trainer.ts';

/** Pictures of trained images, to which the held-out ones are compared. */
const bankPictures = 64;

/** Held-out pictures of each kind. */
const heldOutPictures = 32;

/** Pictures of each kind of which outputs are shown; a batch has two images at least. */
const shownOfKind = 2;

/** Looks in a run, about; more would slow it and show nothing new. */
const looks = 30;

/** Steps between two looks, at the least. */
const fewestSteps = 10;

export interface Watch {
  readonly opening: WatchingEvent;
  look(step: number): Promise<WatchedEvent>;
}

/** Whether a run of `total` steps is looked at after `step` of them: at the start, at the end, and evenly between. */
export function isWatched(step: number, total: number): boolean {
  return step === total || step % Math.max(fewestSteps, Math.round(total / looks)) === 0;
}

interface WatchedPictures {
  readonly pictures: PackedImages;
  readonly kinds: readonly WatchedKind[];
}

/** Crops (or whole images) of trained images, then of held-out ones, then of pseudo-anomalies of these. */
function drawPictures(
  { trained, heldOut }: HeldOutSplit<RgbImage>,
  experiment: Experiment,
): WatchedPictures | undefined {
  const draw = (images: readonly RgbImage[], batchSize: number, at: number) =>
    createBatchSource(images, { ...experiment, batchSize }, { stream: 'watch', targets: [] }).draw(at);
  const bank = draw(trained, bankPictures, 0);
  const held = draw(heldOut.length === 0 ? trained : heldOut, heldOutPictures, 1);
  if (!bank.ok || !held.ok) return undefined;
  const pictures = joinPacked([slicePacked(bank.value.pictures, 0, bank.value.images), held.value.pictures]);
  const kinds = (['trained', 'held-out', 'pseudo'] as const).flatMap((kind) =>
    new Array<WatchedKind>((kind === 'trained' ? bank : held).value.images).fill(kind),
  );
  return { pictures, kinds };
}

export interface ProbeSpec {
  /** The output that pictures are scored by, and the one whose principal plane is shown. */
  readonly outputs: readonly [scored: string, shown: string];
  /** Scores of the pictures behind the first `trained`, which are those that the network is trained on; larger is more anomalous. */
  scores(rows: Float32Array, trained: number, trainer: Trainer): Promise<Float32Array>;
  /** What the pictures are drawn by in place of the experiment's values, by a detector that learns from pseudo-anomalies of its own. */
  readonly pictures?: Partial<Experiment>;
  /** What the network makes of `shown`, small enough to keep (`shownSide`); of a detector that makes pictures. */
  draw?(shown: PackedImages, trainer: Trainer): Promise<readonly OutputRow[]>;
}

/** The first held-out pictures, then their pseudo-anomalies. */
function chooseShown({ pictures, kinds }: WatchedPictures): PackedImages {
  const first = (kind: WatchedKind) => kinds.indexOf(kind);
  return joinPacked(
    (['held-out', 'pseudo'] as const).map((kind) =>
      slicePacked(pictures, first(kind), first(kind) + shownOfKind),
    ),
  );
}

/** AUROC of pseudo-anomalies against held-out normal pictures; `kinds` are those of all pictures, `scores` of all but trained ones. */
export function heldOutAuroc(scores: Float32Array, kinds: readonly WatchedKind[]): number {
  const labels = kinds.filter((kind) => kind !== 'trained').map((kind) => (kind === 'pseudo' ? 1 : 0));
  return auroc(labels, scores) ?? Number.NaN;
}

export interface ProbeInput {
  readonly split: HeldOutSplit<RgbImage>;
  readonly experiment: Experiment;
  readonly trainer: Trainer;
}

/** `undefined` if no pseudo-anomaly of the images passes the gate. `lastPoints` are those of an earlier look, if any. */
export function createProbe(
  spec: ProbeSpec,
  { split, experiment, trainer }: ProbeInput,
  lastPoints?: Float32Array,
): Watch | undefined {
  const drawn = drawPictures(split, { ...experiment, ...spec.pictures });
  if (drawn === undefined) return undefined;
  const { pictures, kinds } = drawn;
  const shown = spec.draw && chooseShown(drawn);
  let earlier = lastPoints;
  return {
    opening: {
      type: 'watching',
      pictures: kinds.map((kind, i) => ({ kind, picture: thumbnail(pictures, i) })),
      heldOut: split.heldOut.length,
    },
    async look(step) {
      const [rows, embedded] = await trainer.forward(pictures, spec.outputs);
      const plane = principalPlane(embedded, embedded.length / kinds.length);
      const points = earlier === undefined ? plane.points : alignPlane(plane.points, earlier);
      earlier = points;
      const trained = kinds.filter((kind) => kind === 'trained').length;
      const scores = await spec.scores(rows, trained, trainer);
      const outputs = shown && (await spec.draw?.(shown, trainer));
      return {
        type: 'watched',
        step,
        heldOutAuroc: heldOutAuroc(scores, kinds),
        points: points.slice(),
        shares: plane.shares,
        ...(outputs && { outputs }),
      };
    },
  };
}
