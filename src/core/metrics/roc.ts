/** Contract of the ROC; see the test for its ties to scikit-learn. */
export interface RocCurve {
  /** False-positive rate, rising from 0 to 1. */
  readonly fpr: readonly number[];
  /** True-positive rate at the same thresholds. */
  readonly tpr: readonly number[];
  /** "Defective iff score >= threshold"; the first is +Infinity (nothing alarmed). */
  readonly thresholds: readonly number[];
}
