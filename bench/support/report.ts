/** What a bench says: one number of ours, beside a baseline measured in the same run. */
export interface BenchResult {
  readonly name: string;
  readonly ours: number;
  /** `undefined` if there is nothing to compare with. */
  readonly baseline?: number;
  /** baseline / ours: how many times better ours is, for costs; ours / baseline would be for rates, which have none. */
  readonly ratio?: number;
  readonly unit: string;
  readonly note: string;
}

export function compared(result: Omit<Required<BenchResult>, 'ratio'>): BenchResult {
  return { ...result, ratio: result.baseline / result.ours };
}

export function printResult({ name, ours, baseline, ratio, unit, note }: BenchResult): void {
  const against =
    baseline === undefined || ratio === undefined
      ? ''
      : `, baseline ${baseline.toPrecision(4)} ${unit}, ratio ${ratio.toFixed(2)}`;
  console.log(`${name}: ${ours.toPrecision(4)} ${unit}${against} (${note})`);
}
