/** Pictures of each format: headers of all of them, and the decoders that are our own (TIFF, PNG of 16 bits, alpha of BMP). */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { readHeader } from '../../src/worker/data/pictures/header.ts';
import { readPicture } from '../../src/worker/data/pictures/picture.ts';
import { toMask, toRgb, type Decode } from '../../src/worker/data/pictures/pixels.ts';
import { spoilt, type Bytes, type Kind } from './campaign.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../src/worker/data/fixtures/${name}.json`, import.meta.url), 'utf8'));

interface Named {
  readonly pictures: readonly { readonly name: string; readonly base64: string }[];
}

function goodFiles(): Bytes[] {
  const named = ['pictures', 'traits', 'tiffs'].flatMap((name) => (fixture(name) as Named).pictures);
  const kinds = fixture('picture-kinds') as { readonly pictures: Readonly<Record<string, string>> };
  const variants = fixture('tiff-variants') as {
    readonly pictures: readonly { readonly deflated: string }[];
  };
  const { bigTiff } = fixture('tiffs') as { readonly bigTiff: string };
  return [
    ...[...named.map(({ base64 }) => base64), ...Object.values(kinds.pictures), bigTiff].map((base64) =>
      Uint8Array.from(Buffer.from(base64, 'base64')),
    ),
    ...variants.pictures.map(({ deflated }) => Uint8Array.from(inflateSync(Buffer.from(deflated, 'base64')))),
  ];
}

/** Stands for the browser's decoder: pixels of the size that the header says, as browsers that take every content give them. */
const decodeAny: Decode = async (blob) => {
  const { width, height } = readHeader(new Uint8Array(await blob.arrayBuffer()))?.size ?? {};
  if (width === undefined || height === undefined) throw new Error('The source image could not be decoded.');
  return { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) };
};

const refusals = ['not-an-image', 'damaged-image', 'unsupported-image', 'too-small', 'too-large'];

/** What a JavaScript engine says of a fault in our code, which is no word on the file. */
const engineFault =
  /is not defined|is not a function|is not iterable|Cannot (read|set|access)|undefined|NaN|outside the bounds|Invalid (array|typed|DataView)|Array buffer allocation|Maximum call stack/;

/** Node gives the fax decoder, a CommonJS module, without its names; bundles and the tests have them. */
const faxOfNode = 'decode is not a function';

async function readOne(bytes: Bytes, isMask: boolean): Promise<string | undefined> {
  const picture = await readPicture(bytes, decodeAny, { isMask });
  if (!picture.ok) {
    const { kind, came } = picture.problem;
    if (!refusals.includes(kind)) return `refused as ${kind}`;
    if (came === faxOfNode) return undefined;
    return engineFault.test(came) || came === '' ? `refused with "${came}"` : undefined;
  }
  const { width, height, data, isLossy } = picture.value;
  if (data.length !== width * height * 4) return `${data.length} bytes for ${width} x ${height} px`;
  if (isMask) toMask(picture.value, isLossy);
  else toRgb(picture.value);
  return undefined;
}

async function readBoth(bytes: Bytes): Promise<string | undefined> {
  return (await readOne(bytes, false)) ?? (await readOne(bytes, true));
}

/** Headers and directories lie in the first bytes. */
const head = 300;

export function pictureKinds(): Kind[] {
  const files = goodFiles();
  const formats = new Map(files.map((file) => [file, readHeader(file)?.format ?? 'none']));
  const names = [...new Set(formats.values())].sort();
  return names.map((name) =>
    spoilt(
      name,
      files.filter((file) => formats.get(file) === name),
      readBoth,
      head,
    ),
  );
}
