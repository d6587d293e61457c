/**
 * The paper's contrast on places of images [HY section 3.2; FIRM section 3]: places of normal images attract each other, a
 * changed place attracts its second view, and every other place competes for them. It is `core/contrast`'s `firm` pairing, loss D, with a place for a view.
 */
import { createMatrix, transpose, type Matrix, type Multiply } from './matrix.ts';

export interface LossAndGradient {
  readonly loss: number;
  /** dL / dz, as z. */
  readonly gradient: Matrix;
}

/** Rows at length 1, and their lengths before; a zero row stays zero. */
function toUnit({ rows, columns, data }: Matrix): { readonly unit: Matrix; readonly lengths: Float32Array } {
  const unit = createMatrix(rows, columns);
  const lengths = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    let squares = 0;
    for (let j = i * columns; j < (i + 1) * columns; j++) squares += data[j] ** 2;
    lengths[i] = Math.sqrt(squares);
    const scale = squares === 0 ? 0 : 1 / lengths[i];
    for (let j = i * columns; j < (i + 1) * columns; j++) unit.data[j] = data[j] * scale;
  }
  return { unit, lengths };
}

/** How many rows of z are what: places of normal images, then changed ones, then their second views in the same order. */
export interface PlaceCounts {
  /** At least 2. */
  readonly normals: number;
  /** Of changed places, at least 1; z has `normals` + 2 `changed` rows. */
  readonly changed: number;
}

/** Row of the other view of the changed place in row `anchor`. */
function otherView(anchor: number, { normals, changed }: PlaceCounts): number {
  return anchor < normals + changed ? anchor + changed : anchor - changed;
}

/** Turns an anchor's row of similarities into slopes of the mean over all anchors, in place; gives the anchor's loss. */
function anchorSlopes(row: Float32Array, anchor: number, counts: PlaceCounts): number {
  row[anchor] = -Infinity; // nothing is compared with itself
  let most = -Infinity;
  for (const s of row) most = Math.max(most, s);
  const isNormal = anchor < counts.normals;
  const first = isNormal ? 0 : otherView(anchor, counts);
  const end = isNormal ? counts.normals : first + 1;
  const share = isNormal ? 1 / (counts.normals - 1) : 1;
  let [positives, total] = [0, 0];
  for (let j = first; j < end; j++) if (j !== anchor) positives += row[j];
  for (let j = 0; j < row.length; j++) {
    row[j] = Math.exp(row[j] - most);
    total += row[j];
  }
  for (let j = 0; j < row.length; j++) {
    const pull = j >= first && j < end && j !== anchor ? share : 0;
    row[j] = (row[j] / total - pull) / row.length;
  }
  return most + Math.log(total) - positives * share;
}

/** dL/dz from dL/du, u = z / |z|. */
function throughLength({ unit, lengths }: ReturnType<typeof toUnit>, slopes: Matrix): Matrix {
  const gradient = createMatrix(unit.rows, unit.columns);
  for (let i = 0; i < unit.rows; i++) {
    const [from, end] = [i * unit.columns, (i + 1) * unit.columns];
    let along = 0;
    for (let j = from; j < end; j++) along += slopes.data[j] * unit.data[j];
    const scale = lengths[i] === 0 ? 0 : 1 / lengths[i];
    for (let j = from; j < end; j++) gradient.data[j] = (slopes.data[j] - along * unit.data[j]) * scale;
  }
  return gradient;
}

/**
 * L = 1/R sum_i 1/|P_i| sum_{p in P_i} -log( exp s_ip / sum_{q != i} exp s_iq ), i and q among all R rows of z; s are cosines /
 * temperature. P_i are the other normal rows for a normal i, and the other view alone for a changed place.
 */
export function contrastPlaces(
  z: Matrix,
  counts: PlaceCounts,
  temperature: number,
  multiply: Multiply,
): LossAndGradient {
  const lengthened = toUnit(z);
  const { unit } = lengthened;
  const slopes = multiply(unit, transpose(unit));
  let loss = 0;
  for (let i = 0; i < z.rows; i++) {
    const row = slopes.data.subarray(i * z.rows, (i + 1) * z.rows);
    for (let j = 0; j < row.length; j++) row[j] /= temperature;
    loss += anchorSlopes(row, i, counts) / z.rows;
  }
  const turned = transpose(slopes); // a similarity stands in two rows
  for (let j = 0; j < turned.data.length; j++)
    turned.data[j] = (turned.data[j] + slopes.data[j]) / temperature;
  return { loss, gradient: throughLength(lengthened, multiply(turned, unit)) };
}
