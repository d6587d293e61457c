/** Checks of one glance each: sizes, lighting, masks, numbers of images, channels. */
import { medianOf } from '../../median.ts';
import { normalClass } from '../dataset.ts';
import type { Case, Check } from './case.ts';

/** Results from fewer normal images say little. */
const fewNormals = 20;
/** Standard deviation, in grey levels, below which an image shows nothing. */
const minContrast = 1;
/** Grey levels, and robust standard deviations, from the median of all. */
const oddGray = 20;
const oddDeviations = 6;
/** Median absolute deviation to standard deviation of a normal distribution. */
const madToSigma = 1.4826;

const pathsOf = (cases: readonly Case[]) => cases.map(({ path }) => path);

export const findMixedSizes: Check = (cases) => {
  const counts = new Map<string, number>();
  for (const { file } of cases.map(({ facts }) => facts)) {
    if (file === undefined) continue;
    const size = `${file.width} x ${file.height}`;
    counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  const sizes = [...counts].sort(([, a], [, b]) => b - a);
  return sizes.length > 1 ? { kind: 'mixed-sizes', sizes } : undefined;
};

export const findOddLighting: Check = (cases) => {
  const train = cases.filter(({ split }) => split === 'train');
  const grays = train.map(({ facts }) => facts.medianGray);
  const middle = medianOf(grays);
  const spread = madToSigma * medianOf(grays.map((gray) => Math.abs(gray - middle)));
  const limit = Math.max(oddGray, oddDeviations * spread);
  const odd = train.filter(({ facts }) => Math.abs(facts.medianGray - middle) > limit);
  return odd.length === 0 ? undefined : { kind: 'odd-lighting', paths: pathsOf(odd) };
};

export const findMissingMasks: Check = (cases) => {
  const defective = cases.filter(({ split, defect }) => split === 'test' && defect !== normalClass);
  const masks = defective.filter(({ hasMask }) => hasMask).length;
  return masks < defective.length ? { kind: 'masks-missing', defective: defective.length, masks } : undefined;
};

export const findEmptyMasks: Check = (cases) => {
  const empty = cases.filter(({ defect, isMaskEmpty }) => defect !== normalClass && isMaskEmpty);
  return empty.length === 0 ? undefined : { kind: 'empty-masks', paths: pathsOf(empty) };
};

export const findInvertedMasks: Check = (cases) => {
  const inverted = cases.filter(({ isMaskInverted }) => isMaskInverted);
  return inverted.length === 0 ? undefined : { kind: 'inverted-masks', paths: pathsOf(inverted) };
};

/** One range for all: what the brightest image uses. */
export const findUnusedRange: Check = (cases) => {
  const deep = cases.flatMap(({ facts: { file } }) =>
    file?.white === undefined || file.peak === undefined ? [] : [{ white: file.white, peak: file.peak }],
  );
  if (deep.length === 0) return undefined;
  const peak = Math.max(...deep.map((one) => one.peak));
  const bits = Math.max(8, Math.ceil(Math.log2(peak + 1)));
  const isUnused = deep.every(({ white }) => 2 ** bits - 1 < white);
  return isUnused ? { kind: 'unused-range', images: deep.length, bits } : undefined;
};

export const findFewNormals: Check = (cases) => {
  const train = cases.filter(({ split }) => split === 'train').length;
  return train < fewNormals ? { kind: 'few-normals', train } : undefined;
};

export const findNoTestNormals: Check = (cases) => {
  const test = cases.filter(({ split }) => split === 'test');
  const hasNormals = test.some(({ defect }) => defect === normalClass);
  return test.length > 0 && !hasNormals ? { kind: 'no-test-normals' } : undefined;
};

export const findSingleChannel: Check = (cases) => {
  const gray = cases.filter(({ facts }) => !facts.hasColour).length;
  return gray === 0 ? undefined : { kind: 'single-channel', images: gray };
};

export const findDeepPixels: Check = (cases) => {
  const deep = cases.filter(({ facts }) => (facts.file?.bitDepth ?? 8) > 8).length;
  return deep === 0 ? undefined : { kind: 'deep-pixels', images: deep };
};

export const findConstant: Check = (cases) => {
  const constant = cases.filter(({ facts }) => facts.contrast < minContrast);
  return constant.length === 0 ? undefined : { kind: 'constant', paths: pathsOf(constant) };
};
