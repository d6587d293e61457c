/** Pictures of unusual kinds that the data worker's tests have, for the browser to read. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(`src/worker/data/fixtures/${name}.json`, 'utf8'));

interface Kinds {
  /** Of 4 x 4 blocks. */
  readonly colour: readonly (readonly (readonly number[])[])[];
  readonly pictures: Readonly<Record<string, string>>;
}
interface Variants {
  readonly pictures: readonly {
    readonly name: string;
    readonly deflated: string;
    readonly refused?: string;
  }[];
}

const kinds = read('picture-kinds') as Kinds;
const variants = read('tiff-variants') as Variants;

/** Red, green and blue of each block of the pictures that can be read. */
export const blockColours = kinds.colour;

export function pictureOf(kind: string): Uint8Array {
  const base64 = kinds.pictures[kind];
  if (base64 === undefined) throw new Error(`no picture ${kind}`);
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

export interface TiffVariant {
  readonly name: string;
  readonly content: Uint8Array;
  /** What the refusal names; undefined if it can be read. */
  readonly refused: string | undefined;
}

export const tiffVariants: readonly TiffVariant[] = variants.pictures.map(({ name, deflated, refused }) => ({
  name,
  content: new Uint8Array(inflateSync(Buffer.from(deflated, 'base64'))),
  refused,
}));
