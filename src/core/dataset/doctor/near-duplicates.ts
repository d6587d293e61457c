/**
 * Test images that show nearly what a training image shows: scores of them say nothing of new images. Candidates have nearly the
 * same difference hash; a pair counts if its thumbnails lie far closer than training images usually lie to each other,
 * since parts photographed in one fixture all look alike.
 */
import { thumbSide, type ImageFacts } from '../facts.ts';
import type { Case, Check } from './case.ts';

/** Bits of 64. */
const maxHashDistance = 6;
/** Of the usual distance between neighbours. */
const maxShare = 0.25;
/** Grey levels: a pair this close is one whatever is usual, as after another encoding. */
const minDistance = 0.35;
/** Images that say what is usual. */
const sampleSize = 150;
/** More pairs are compared by equal hashes alone. */
const maxPairs = 4e6;

function bitsOf(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function hashDistance(a: ImageFacts, b: ImageFacts): number {
  return bitsOf(a.hash[0] ^ b.hash[0]) + bitsOf(a.hash[1] ^ b.hash[1]);
}

/** Root mean square of the thumbnails' difference, in grey levels. */
function thumbDistance(a: ImageFacts, b: ImageFacts): number {
  let sum = 0;
  for (let i = 0; i < a.thumb.length; i++) sum += (a.thumb[i] - b.thumb[i]) ** 2;
  return Math.sqrt(sum) / thumbSide;
}

/** Median, over some training images, of the distance to the nearest other one. 0 for fewer than two. */
function usualDistance(train: readonly Case[]): number {
  const step = Math.max(1, Math.floor(train.length / sampleSize));
  const sample = train.filter((_, i) => i % step === 0);
  const nearest = sample
    .map(({ facts }, i) =>
      sample.reduce(
        (least, other, j) => (i === j ? least : Math.min(least, thumbDistance(facts, other.facts))),
        Infinity,
      ),
    )
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return nearest[Math.floor(nearest.length / 2)] ?? 0;
}

export const findNearDuplicates: Check = (cases) => {
  const train = cases.filter(({ split }) => split === 'train');
  const test = cases.filter(({ split }) => split === 'test');
  const limit = Math.max(minDistance, maxShare * usualDistance(train));
  const hashLimit = train.length * test.length > maxPairs ? 0 : maxHashDistance;
  const pairs = test.flatMap((image): (readonly [string, string])[] => {
    const twin = train.find(
      ({ facts }) =>
        hashDistance(facts, image.facts) <= hashLimit && thumbDistance(facts, image.facts) <= limit,
    );
    return twin === undefined ? [] : [[twin.path, image.path]];
  });
  return pairs.length === 0 ? undefined : { kind: 'near-duplicates', pairs };
};
