/** Embeddings around the direction of the normal ones, as on a map of the earth that is centred on a pole. */
import { dotRows, fitPrototype, normaliseRows } from './distances.ts';
import { alignPlane, principalPlane } from './principal-plane.ts';

/** What is left of each unit row at right angles to `centre`, [n, length]. */
function tangents(unit: Float32Array, centre: Float32Array): Float32Array {
  const { length } = centre;
  return Float32Array.from(unit, (value, i) => {
    const row = i - (i % length);
    return value - dotRows(unit, row, centre, [0, length]) * centre[i % length];
  });
}

/**
 * Azimuthal equidistant projection: `rows` is [n, length], n >= 1, `normals` is [m, length], m >= 1; the result is [n, 2]. The
 * distance from (0, 0) is the angle to the mean of the normal rows, in [0, pi]: nothing of it is lost. Of the direction only the plane
 * of the largest differences is kept, turned to match `earlier` points of the same rows. Throws where a row is missing.
 */
export function aroundCentre(
  rows: Float32Array,
  normals: Float32Array,
  length: number,
  earlier?: Float32Array,
): Float32Array<ArrayBuffer> {
  const centre = fitPrototype(normals, length);
  const unit = normaliseRows(rows, length);
  const left = tangents(unit, centre);
  // With each row its opposite: the plane goes through the centre, not through the rows' mean.
  const both = new Float32Array(2 * left.length);
  both.set(left);
  both.set(
    left.map((value) => -value),
    left.length,
  );
  const flat = principalPlane(both, length).points.slice(0, (2 * rows.length) / length);
  const points = earlier === undefined ? flat : alignPlane(flat, earlier);
  return points.map((value, i) => {
    const row = i >> 1;
    const cosine = dotRows(unit, row * length, centre, [0, length]);
    const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
    const reach = Math.hypot(points[2 * row], points[2 * row + 1]);
    if (reach === 0) return i % 2 === 0 ? angle : 0;
    return (angle * value) / reach;
  });
}
