/** A method that minds which part of an image counts: it judges by that part, and says so where a file is wanted. */
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

/** `region` is that of the normal images: numbers that know nothing of it would judge the rest too, so they stay. */
function fittedInside(fitted: Fitted<unknown>, region: RegionOfInterest | undefined): Fitted<SeenInside> {
  const { without, vouch, scorer, crops, stays } = fitted;
  const leaving = { ...(scorer && { scorer }), ...(crops && { crops }), ...(stays && { stays }) };
  return {
    async judge(one) {
      const judgement = await fitted.judge(one.seen, one.region);
      return judgement && mapInside(judgement, one.region);
    },
    dispose: () => {
      fitted.dispose();
    },
    ...(region === undefined ? leaving : { stays: 'region' as const }),
    ...(without && { without: (images) => fittedInside(without(images), region) }),
    ...(vouch && {
      vouch: (images) => {
        const seen = images.map((one) => one.seen);
        return fittedInside(vouch(seen), region);
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
      const region = normals.at(0)?.region;
      const fitted = await method.fit(
        normals.map(({ seen }) => seen),
        workplace,
        defects?.map((defect) => ({ ...defect, seen: defect.seen.seen })),
      );
      return fitted && fittedInside(fitted, region);
    },
  };
  return anyMethod(inside);
}
