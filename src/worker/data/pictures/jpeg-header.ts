/** What a JPEG says of itself [ITU-T T.81, annex B]: its frame, and whether browsers decode such frames. */
import type { HeaderFacts, Size } from './pixels.ts';
import { sizeOf, u16 } from './view.ts';

/** Start of a frame: C0 to CF, but for tables (C4), extensions (C8) and arithmetic coding (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
}

/** Kinds of frames beyond baseline, extended and progressive (C0 to C2), by the low half of their marker. */
function unusualFrame(marker: number): string | undefined {
  const kind = marker & 0xf;
  if ([3, 7, 11, 15].includes(kind)) return 'lossless JPEG';
  if (kind >= 9) return 'JPEG with arithmetic coding';
  return kind >= 5 ? 'hierarchical JPEG' : undefined;
}

/** Within coded data an FF byte never stands before D9, the end of the image. */
function hasEndOfImage(view: DataView, from: number): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

interface Frame {
  readonly size: Size | undefined;
  readonly bitDepth: number | undefined;
  readonly unsupported?: string;
}

function readFrame(view: DataView, at: number): Frame {
  const bitDepth = u16(view, at + 4) >> 8 || undefined;
  const size = sizeOf(u16(view, at + 7), u16(view, at + 5));
  const depth = bitDepth !== undefined && bitDepth > 8 ? `${bitDepth}-bit JPEG` : undefined;
  const unsupported = unusualFrame(u16(view, at)) ?? depth;
  return { size, bitDepth, ...(unsupported !== undefined && { unsupported }) };
}

/**
 * Walks the segments up to the first scan, since a thumbnail in one of them has an end of its own. Any number of FF bytes may
 * fill the room before a marker.
 */
export function readJpeg(view: DataView): HeaderFacts {
  let frame: Frame = { size: undefined, bitDepth: undefined };
  for (let at = 2; u16(view, at) >= 0xff00;) {
    const marker = u16(view, at);
    if (marker === 0xffff) {
      at++;
      continue;
    }
    if (marker === 0xfff7) return { ...frame, isWhole: true, unsupported: 'JPEG-LS' };
    if (isFrame(marker)) frame = readFrame(view, at);
    if (marker === 0xffda) return { ...frame, isWhole: hasEndOfImage(view, at), isLossy: true };
    at += 2 + u16(view, at + 2);
  }
  return { ...frame, isWhole: false };
}
