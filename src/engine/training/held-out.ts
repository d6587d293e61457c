/** Normal images that training never sees, so that what is measured on them while it runs is honest. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom, shuffled } from '../../core/random.ts';

/** Training continues with at least this many: losses need two to compare. */
const fewestTrained = 2;

export interface HeldOutSplit<Image> {
  readonly trained: readonly Image[];
  readonly heldOut: readonly Image[];
}

/** `experiment.heldOut` per cent of the images, drawn by the seed; the rest stays in order. */
export function splitHeldOut<Image>(
  images: readonly Image[],
  { heldOut, seed }: Pick<Experiment, 'heldOut' | 'seed'>,
): HeldOutSplit<Image> {
  const wanted = Math.round((images.length * heldOut) / 100);
  const count = Math.max(0, Math.min(wanted, images.length - fewestTrained));
  const order = shuffled(
    images.map((_, i) => i),
    createRandom(seed).fork('held-out'),
  );
  const chosen = new Set(order.slice(0, count));
  return {
    trained: images.filter((_, i) => !chosen.has(i)),
    heldOut: images.filter((_, i) => chosen.has(i)),
  };
}
