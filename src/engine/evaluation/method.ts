/** A way to score images: what it sees of one, and how that is judged once normal images are known. */
import type { RgbImage } from '../../core/image/image.ts';
import type { ScoreName } from '../../core/run/events.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';

export interface Judgement {
  /** Larger is more anomalous. */
  readonly scores: Readonly<Partial<Record<ScoreName, number>>>;
  /** Of the chosen score; undefined where an image has one place only. */
  readonly map?: ScoreMap;
  /** Which of the normal images, counted as they were given, look most like the most anomalous place; nearest first. */
  readonly neighbours?: readonly number[];
}

export interface Method<Seen> {
  /** `image` is square, of any size. */
  see(image: RgbImage): Promise<Seen>;
  /** `normals` is what was seen of normal training images, and of nothing else. */
  fit(normals: readonly Seen[]): Promise<(seen: Seen) => Judgement>;
}

/** The same method for those who only pass on what it sees. */
export function anyMethod<Seen>(method: Method<Seen>): Method<unknown> {
  return {
    see: (image) => method.see(image),
    async fit(normals) {
      const judge = await method.fit(normals as readonly Seen[]);
      return (seen) => judge(seen as Seen);
    },
  };
}
