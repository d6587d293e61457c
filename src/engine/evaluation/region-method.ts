/** A method that minds which part of an image counts: it judges by that part. */
import type { RegionOfInterest } from '../../core/image/image.ts';
import { scoresInside } from '../../core/scoring/counted-places.ts';
import { anyMethod, type Fitted, type Judgement, type Method } from './method.ts';

/** What a method saw of an image, and the part of it that counts. */
interface SeenInside {
  readonly seen: unknown;
  readonly region: RegionOfInterest | undefined;
}

function mapInside(judgement: Judgement, region: RegionOfInterest | undefined): Judgement {
  const { map } = judgement;
  if (map === undefined || region === undefined) return judgement;
  return { ...judgement, map: { ...map, scores: scoresInside(map.scores, map, region) } };
}

function fittedInside(fitted: Fitted<unknown>): Fitted<SeenInside> {
  const { without, vouch, scorer, crops, stays } = fitted;
  return {
    async judge(one) {
      const judgement = await fitted.judge(one.seen, one.region);
      return judgement && mapInside(judgement, one.region);
    },
    dispose: () => {
      fitted.dispose();
    },
    ...(scorer && { scorer }),
    ...(crops && { crops }),
    ...(stays && { stays }),
    ...(without && { without: (images) => fittedInside(without(images)) }),
    ...(vouch && {
      vouch: (images) => {
        const seen = images.map((one) => one.seen);
        return fittedInside(vouch(seen));
      },
    }),
  };
}

/** The region is that of the images themselves; all normal ones have the same. */
export function methodInside(method: Method<unknown>): Method<unknown> {
  const inside: Method<SeenInside> = {
    ...method,
    see: async (image) => ({ seen: await method.see(image), region: image.region }),
    async fit(normals, workplace, defects) {
      const fitted = await method.fit(
        normals.map(({ seen }) => seen),
        { ...workplace, region: normals.at(0)?.region },
        defects?.map((defect) => ({ ...defect, seen: defect.seen.seen })),
      );
      return fitted && fittedInside(fitted);
    },
  };
  return anyMethod(inside);
}
