/** What a dataset doctor may find: data, put into words by the view. */

/** A number of a whole image that has nothing to do with any defect. */
export type GlobalStatistic = 'median-gray' | 'contrast' | 'sharpness' | 'file-size' | 'resolution';

export type Finding =
  /** `auroc`: how well the statistic alone tells defective test images from normal ones, in [0.5, 1]. */
  | { readonly kind: 'leak'; readonly statistic: GlobalStatistic; readonly auroc: number }
  /** Pairs of a training and a test image that show nearly the same. */
  | { readonly kind: 'near-duplicates'; readonly pairs: readonly (readonly [train: string, test: string])[] }
  /** Sizes as they came, the commonest first, with how many images have each. */
  | { readonly kind: 'mixed-sizes'; readonly sizes: readonly (readonly [size: string, images: number])[] }
  /** Training images whose median grey lies far from that of the others. */
  | { readonly kind: 'odd-lighting'; readonly paths: readonly string[] }
  | { readonly kind: 'masks-missing'; readonly defective: number; readonly masks: number }
  /** Masks that mark nothing, of images that are said to be defective. */
  | { readonly kind: 'empty-masks'; readonly paths: readonly string[] }
  /** Masks that mark most of their pictures, or all of their edges. */
  | { readonly kind: 'inverted-masks'; readonly paths: readonly string[] }
  /** Files of more than 8 bits that use only the lower ones of those that are stored: all of them together `bits`. */
  | { readonly kind: 'unused-range'; readonly images: number; readonly bits: number }
  | { readonly kind: 'masks-without-images'; readonly paths: readonly string[] }
  | { readonly kind: 'few-normals'; readonly train: number }
  | { readonly kind: 'no-test-normals' }
  | { readonly kind: 'single-channel'; readonly images: number }
  | { readonly kind: 'deep-pixels'; readonly images: number }
  | { readonly kind: 'constant'; readonly paths: readonly string[] };

/** Images that a dataset may be better without; of two that are alike, the test image. */
export function suspectsOf(finding: Finding): readonly string[] {
  if (finding.kind === 'near-duplicates') return finding.pairs.map(([, test]) => test);
  return finding.kind === 'constant' || finding.kind === 'odd-lighting' ? finding.paths : [];
}
