/** Which rows an equal part of some is. */

/** Rows left over are in no part; where there are fewer rows than parts, a part is one row, the last ones the same. @throws if there is no such part. */
export function partOf(
  rows: number,
  index: number,
  of: number,
): { readonly first: number; readonly count: number } {
  if (index < 0 || index >= of) throw new Error(`expected a part from 0 to ${of - 1}, got ${index}`);
  const count = Math.max(1, Math.floor(rows / of));
  return { first: Math.min(index * count, rows - count), count };
}
