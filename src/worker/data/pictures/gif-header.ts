/** What a GIF says of itself [GIF89a, sections 18 to 23]: its screen's size, and whether its first picture is there whole. */
import type { HeaderFacts } from './pixels.ts';
import { letters, sizeOf, u16 } from './view.ts';

const [extension, picture, trailer] = [0x21, 0x2c, 0x3b];

export function isGif(view: DataView): boolean {
  return view.byteLength >= 13 && /^GIF8[79]a$/.test(letters(view, 0, 6));
}

function byteAt(view: DataView, at: number): number {
  return at < view.byteLength ? view.getUint8(at) : -1;
}

/** Bytes of the table of colours that flags announce. */
function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Past pieces of up to 255 bytes and the empty one that ends them; -1 where the file ends before. */
function pastPieces(view: DataView, start: number): number {
  let at = start;
  for (let length = byteAt(view, at); length !== 0; length = byteAt(view, at)) {
    if (length < 0) return -1;
    at += length + 1;
  }
  return at + 1;
}

function hasPicture(view: DataView): boolean {
  let at = 13 + tableBytes(byteAt(view, 10));
  while (at >= 0) {
    const block = byteAt(view, at);
    if (block === extension) at = pastPieces(view, at + 2);
    else if (block === picture)
      return pastPieces(view, at + 11 + tableBytes(Math.max(0, byteAt(view, at + 9)))) >= 0;
    else return block === trailer;
  }
  return false;
}

export function readGif(view: DataView): HeaderFacts {
  const size = sizeOf(u16(view, 6, true), u16(view, 8, true));
  return { size, isWhole: hasPicture(view), bitDepth: 8 };
}
