/** Numbers of a file as it begins: past its end they are 0, so that a header that is cut off reads as one without a size. */
import type { Size } from './pixels.ts';

export const u16 = (view: DataView, at: number, isLittle = false): number =>
  at + 2 <= view.byteLength ? view.getUint16(at, isLittle) : 0;

export const u32 = (view: DataView, at: number, isLittle = false): number =>
  at + 4 <= view.byteLength ? view.getUint32(at, isLittle) : 0;

export function sizeOf(width: number, height: number): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Bytes as letters, for example the name of a box. */
export function letters(view: DataView, at: number, count: number): string {
  const end = Math.min(view.byteLength, at + count);
  let text = '';
  for (let i = at; i < end; i++) text += String.fromCharCode(view.getUint8(i));
  return text;
}
