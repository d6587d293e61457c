/** The contrastive losses in float64 loops, straight from their formulas. */

type Rows = readonly (readonly number[])[];

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, i) => sum + value * b[i], 0);
  return dot / Math.hypot(...a) / Math.hypot(...b);
}

/** log( exp(s_ip) / sum of exp over `others` ). */
function logShare(
  z: Rows,
  temperature: number,
  [i, p]: readonly [number, number],
  others: readonly number[],
): number {
  const s = (j: number) => cosine(z[i], z[j]) / temperature;
  return s(p) - Math.log(others.reduce((sum, j) => sum + Math.exp(s(j)), 0));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Rows are normal view 1, normal view 2, pseudo view 1, pseudo view 2. */
export function firmOracle(z: Rows, temperature: number): number {
  const images = z.length / 4;
  const all = z.map((_, i) => i);
  const ownOther = (i: number) => (i < 3 * images ? i + images : i - images);
  return meanOf(
    all.map((i) => {
      const positives = i < 2 * images ? all.filter((j) => j < 2 * images && j !== i) : [ownOther(i)];
      const others = all.filter((j) => j !== i);
      return meanOf(positives.map((p) => -logShare(z, temperature, [i, p], others)));
    }),
  );
}

export function decoupledOracle(z: Rows, temperature: number): number {
  const normals = z.length / 2;
  const all = z.map((_, i) => i);
  const pseudo = all.slice(normals);
  return meanOf(
    all.slice(0, normals).map((i) => {
      const positives = all.filter((j) => j < normals && j !== i);
      return meanOf(positives.map((p) => -logShare(z, temperature, [i, p], [p, ...pseudo])));
    }),
  );
}
