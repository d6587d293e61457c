/** How the inner length of a product is cut where its tiles alone would leave most of a GPU idle. */
import { cutInner, tilesOfColumns, tilesOfRows, type InnerShares } from './tile.ts';

/** Fewer workgroups than this leave processors of a GPU without work. */
const fewWorkgroups = 64;

/** As many as two rounds of a middling GPU. */
const wantedWorkgroups = 128;

/** The least inner length that is worth a share: what a share writes has to be read again. */
const leastInner = 128;

/** Of a product of matrices, [rows, inner] times [inner, columns]. */
export interface ProductSizes {
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
}

/** `layers`: products of the same sizes that are carried out side by side. */
export function cutForDevice({ rows, columns, inner }: ProductSizes, layers = 1): InnerShares {
  const workgroups = tilesOfRows(rows) * tilesOfColumns(columns) * layers;
  if (workgroups >= fewWorkgroups) return cutInner(inner, 1);
  const wanted = Math.ceil(wantedWorkgroups / workgroups);
  return cutInner(inner, Math.min(wanted, Math.floor(inner / leastInner)));
}
