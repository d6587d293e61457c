/**
 * The paper's contrast on places of images [HY section 3.2; FIRM section 3]: places of normal images attract each other,
 * and every other place, normal or not, competes for them. It is `core/contrast`'s `classwise` pairing, with a place for a
 * view; a pseudo-anomaly's place has no other view that it could attract.
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

/** Turns a row of similarities into its slopes, in place; gives the anchor's loss. */
function anchorSlopes(row: Float32Array, anchor: number, normals: number): number {
  row[anchor] = -Infinity; // nothing is compared with itself
  const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  for (const s of row) total += Math.exp(s - most);
  const logTotal = most + Math.log(total);
  let positives = 0;
  for (let j = 0; j < normals; j++) if (j !== anchor) positives += row[j];
  const share = 1 / (normals - 1);
  for (let j = 0; j < row.length; j++) {
    const pull = j < normals && j !== anchor ? share : 0;
    row[j] = (Math.exp(row[j] - logTotal) - pull) / normals;
  }
  return logTotal - positives * share;
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
 * L = 1/n sum_i 1/(n - 1) sum_{p != i} -log( exp s_ip / sum_{q != i} exp s_iq ), i and p among the first `normals` rows of z,
 * q among all; s are cosines / temperature. At least two normals.
 */
export function contrastPlaces(
  z: Matrix,
  normals: number,
  temperature: number,
  multiply: Multiply,
): LossAndGradient {
  const lengthened = toUnit(z);
  const { unit } = lengthened;
  const anchors = createMatrix(normals, unit.columns, unit.data.subarray(0, normals * unit.columns));
  const slopes = multiply(anchors, transpose(unit));
  let loss = 0;
  for (let i = 0; i < normals; i++) {
    const row = slopes.data.subarray(i * z.rows, (i + 1) * z.rows);
    for (let j = 0; j < row.length; j++) row[j] /= temperature;
    loss += anchorSlopes(row, i, normals) / normals;
  }
  const ofAll = multiply(transpose(slopes), anchors);
  const ofAnchors = multiply(slopes, unit);
  for (let j = 0; j < ofAnchors.data.length; j++) ofAll.data[j] += ofAnchors.data[j];
  for (let j = 0; j < ofAll.data.length; j++) ofAll.data[j] /= temperature;
  return { loss, gradient: throughLength(lengthened, ofAll) };
}
