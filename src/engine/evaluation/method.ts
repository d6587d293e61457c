/** A way to score images: what it sees of one, and how that is judged once normal images are known. */
import type { RegionOfInterest, RgbImage } from '../../core/image/image.ts';
import type { SavingRefusal } from '../../core/inspect/passport.ts';
import type { ScoreName } from '../../core/run/events.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';
import type { PlaceScorer } from '../backbone/place-scorer.ts';
import type { RunControl } from '../training/control.ts';
import type { CropScorer } from './crop-scorer.ts';

export interface Judgement {
  /** Larger is more anomalous. */
  readonly scores: Readonly<Partial<Record<ScoreName, number>>>;
  /** Of the chosen score; `undefined` if an image has one place only. */
  readonly map?: ScoreMap;
  /** Which of the normal images, counted as they were given, look most like the most anomalous place; nearest first. */
  readonly neighbours?: readonly number[];
}

/** A method that knows normal images. */
export interface Fitted<Seen> {
  /** By the part of the image that counts, where there is one; `undefined` if stopped. */
  judge(seen: Seen, region?: RegionOfInterest): Promise<Judgement | undefined>;
  /** Frees what it holds on the device. */
  dispose(): void;
  /**
   * The same without what it knows of these normal images, counted as they were given: quicker than a fit on the others, and not the same
   * where one image had stood for another.
   */
  readonly without?: (images: ReadonlySet<number>) => Fitted<Seen>;
  /** Its numbers, where it judges places on the frozen backbone: such a detector can leave as a file. */
  readonly scorer?: PlaceScorer;
  /** Its numbers, where it judges crops by a network of its own: so can such a one. */
  readonly crops?: CropScorer;
  /** Why one that has neither cannot. */
  readonly stays?: SavingRefusal;
  /** The same, with these images known as normal as well, at once; left out where it has to be fitted again. */
  readonly vouch?: (images: readonly Seen[]) => Fitted<Seen>;
}

/** A defect that a person confirmed, with what was seen of it. */
export interface SeenDefect<Seen> {
  /** Unique among them: what is drawn for it goes by this. */
  readonly name: string;
  readonly image: RgbImage;
  readonly seen: Seen;
}

/** Where a method works, and whether it must stop. */
export interface Workplace {
  /** `undefined` where tfjs does everything. */
  readonly gpu: GPUDevice | undefined;
  /** The device is a program on the processor. */
  readonly isSoftware: boolean;
  readonly control: Pick<RunControl, 'isStopped' | 'yieldToMessages'>;
  /** The part of the normal images that counts. */
  readonly region?: RegionOfInterest | undefined;
}

export interface Method<Seen> {
  /** It is fitted in moments, so that it may be fitted again and again to see how it scores normal images that it does not know. */
  readonly foldsCheaply?: true;
  /** `image` is square, of any size. */
  see(image: RgbImage): Promise<Seen>;
  /**
   * `normals` is what was seen of normal training images, and of nothing else; `defects` are given to one that learns from them.
   * `undefined` if stopped.
   */
  fit(
    normals: readonly Seen[],
    workplace: Workplace,
    defects?: readonly SeenDefect<Seen>[],
  ): Promise<Fitted<Seen> | undefined>;
  /** A few known defects make it better; such a method is not fitted in folds. */
  readonly learnsDefects?: true;
  /** Whether `fit` looks at no normal image: its network learnt from them, and another one changes nothing until it learns again. */
  readonly ignoresNormals?: boolean;
}

function anyFitted<Seen>(fitted: Fitted<Seen>): Fitted<unknown> {
  const { vouch, without, ...rest } = fitted;
  return {
    ...rest,
    judge: (seen, region) => fitted.judge(seen as Seen, region),
    ...(without && { without: (images) => anyFitted(without(images)) }),
    ...(vouch && { vouch: (images) => anyFitted(vouch(images as readonly Seen[])) }),
  };
}

/** The same method for those who only pass on what it sees. */
export function anyMethod<Seen>(method: Method<Seen>): Method<unknown> {
  return {
    ...method,
    see: (image) => method.see(image),
    async fit(normals, workplace, defects) {
      const known = defects as readonly SeenDefect<Seen>[] | undefined;
      const fitted = await method.fit(normals as readonly Seen[], workplace, known);
      return fitted && anyFitted(fitted);
    },
  };
}
