/** What a test set of this size can show at all, to be said before any number of it. */
import { aurocInterval } from './auroc-interval.ts';

export interface SampleLimits {
  readonly normals: number;
  readonly defectives: number;
  /** Lower end of the 95 % interval of an AUROC of 1, the best that these images can support. */
  readonly lowestOfPerfect: number;
  /** Smallest step in which a false-alarm rate can be seen: one image. */
  readonly falseAlarmStep: number;
}

/** Fewer images of either class than this show little: an AUROC of 1 leaves true values down to .91 or less possible. */
const few = 20;

/** `undefined` where neither class is small, or one is empty. */
export function sampleLimits(normals: number, defectives: number): SampleLimits | undefined {
  if (normals === 0 || defectives === 0 || Math.min(normals, defectives) > few) return undefined;
  const labels = Uint8Array.from({ length: normals + defectives }, (_, i) => (i < normals ? 0 : 1));
  const lowestOfPerfect = aurocInterval(labels, Array.from(labels, Number))?.[0] ?? 0;
  return { normals, defectives, lowestOfPerfect, falseAlarmStep: 1 / normals };
}
