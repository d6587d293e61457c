/** Times of work that is repeated; variants take turns, so that a busy machine slows them alike. */

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Median milliseconds of each variant over `rounds`, after a tenth of them to warm up. */
export function medianTimes<Name extends string>(
  variants: Readonly<Record<Name, (round: number) => void>>,
  rounds: number,
): Record<Name, number> {
  const names = Object.keys(variants) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  const warmUp = Math.ceil(rounds / 10);
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      variants[name](round + warmUp);
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, quantile(times.get(name) ?? [], 0.5)])) as Record<
    Name,
    number
  >;
}
