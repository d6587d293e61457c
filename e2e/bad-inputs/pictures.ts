/** Pictures that cannot be used, all in `train/good`. */
import { encode as encodeJpeg } from 'jpeg-js';
import { pictureOf, tiffVariants } from '../support/picture-fixtures.ts';
import { encodePng } from '../support/png.ts';
import type { BadInput } from './bad-input.ts';

const side = 24;
const text = (content: string) => new TextEncoder().encode(content);
const hex = (content: string) =>
  Uint8Array.from([...content.split(' ').map((byte) => parseInt(byte, 16)), ...new Uint8Array(64).fill(7)]);

/** With another number of 4 bytes. */
function withNumber(content: Uint8Array, at: number, value: number): Uint8Array {
  const copy = Uint8Array.from(content);
  new DataView(copy.buffer).setUint32(at, value);
  return copy;
}

const png = encodePng('gray', side, side, new Uint8Array(side * side).fill(99));
const sized = (width: number, height: number) => withNumber(withNumber(png, 16, width), 20, height);
const jpeg = encodeJpeg(
  { width: side, height: side, data: new Uint8Array(4 * side * side).fill(99) },
  90,
).data;

/** 24-bit, uncompressed. */
function bmpOf(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(54 + 3 * side * side);
  bytes.set(text('BM'));
  const view = new DataView(bytes.buffer);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(28, 24, true);
  return bytes;
}

/** `VP8X`, which has its size in the first chunk. */
function webpOf(length: number): Uint8Array {
  const bytes = new Uint8Array(60);
  bytes.set(text('RIFF....WEBPVP8X'));
  const view = new DataView(bytes.buffer);
  view.setUint32(4, length, true);
  view.setUint32(16, 10, true);
  bytes.set([side - 1, 0, 0, side - 1, 0, 0], 24);
  return bytes;
}

/** One strip of grey, with the given compression. */
function tiffOf(compression: number): Uint8Array {
  const bytes = new Uint8Array(110 + side * side);
  const view = new DataView(bytes.buffer);
  bytes.set(text('II*\0'));
  view.setUint32(4, 8, true);
  const fields = [
    [256, side],
    [257, side],
    [258, 8],
    [259, compression],
    [262, 1],
    [273, 110],
    [278, side],
    [279, side * side],
  ] as const;
  view.setUint16(8, fields.length, true);
  fields.forEach(([tag, value], i) => {
    view.setUint16(10 + 12 * i, tag, true);
    view.setUint16(12 + 12 * i, 4, true);
    view.setUint32(14 + 12 * i, 1, true);
    view.setUint32(18 + 12 * i, value, true);
  });
  return bytes;
}

const strangers: readonly (readonly [name: string, content: Uint8Array, came: string])[] = [
  ['nothing.png', new Uint8Array(0), '0 bytes'],
  ['text.png', text('hello, this is a text'), 'starts with 68 65 6C 6C'],
  ['page.png', text('<!doctype html><title>404</title>'), 'starts with 3C 21 64 6F'],
  ['drawing.svg', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'SVG'],
  ['labels.json', text('{"images": []}'), 'starts with 7B 22 69 6D'],
  [
    'pointer.png',
    text('version https://git-lfs.github.com/spec/v1'),
    'a Git LFS pointer instead of the file',
  ],
  ['report.pdf', text('%PDF-1.7 and so on'), 'PDF'],
  ['sound.wav', text('RIFF....WAVEfmt '), 'starts with 52 49 46 46'],
  ['icon.ico', hex('00 00 01 00 01 00'), 'ICO'],
  ['layers.psd', hex('38 42 50 53 00 01'), 'Photoshop'],
  ['program.exe', hex('4D 5A 90 00'), 'starts with 4D 5A 90 00'],
  ['array.npy', hex('93 4E 55 4D 50 59'), 'NumPy'],
  ['stars.fits', text('SIMPLE  =                    T'), 'FITS'],
  ['render.exr', hex('76 2F 31 01 02 00'), 'OpenEXR'],
  ['volume.h5', hex('89 48 44 46 0D 0A 1A 0A'), 'HDF5'],
  ['grey.pgm', text('P5 24 24 255 and then the pixels'), 'portable pixmap'],
  ['lights.hdr', text('#?RADIANCE FORMAT=32-bit_rle_rgbe'), 'Radiance HDR'],
  ['scan.dcm', Uint8Array.from([...new Uint8Array(128), ...text('DICM'), ...new Uint8Array(40)]), 'DICOM'],
  ['bare.jxl', hex('FF 0A 01 02'), 'JPEG XL'],
];

const damaged: readonly (readonly [name: string, content: Uint8Array, came: string])[] = [
  ['png cut in its header.png', png.subarray(0, 18), 'PNG without a size'],
  ['png cut in its data.png', png.subarray(0, png.length - 20), 'PNG, 24 x 24 px, cut off'],
  ['png without its end.png', png.subarray(0, png.length - 12), 'PNG, 24 x 24 px, cut off'],
  ['png of no width.png', sized(0, 24), 'PNG without a size'],
  ['png of other data.png', withNumber(png, 41, 0x12345678), 'The source image could not be decoded.'],
  ['png of another size.png', sized(25, 25), 'The source image could not be decoded.'],
  ['jpeg cut in its header.jpg', jpeg.subarray(0, 30), 'JPEG without a size'],
  ['jpeg cut in its data.jpg', jpeg.subarray(0, -20), 'JPEG, 24 x 24 px, cut off'],
  ['jpeg of nothing.jpg', hex('FF D8 FF D9'), 'JPEG without a size'],
  ['bmp cut.bmp', bmpOf(side, side).slice(0, 500), 'BMP, 24 x 24 px, cut off'],
  ['bmp of no width.bmp', bmpOf(0, side), 'BMP without a size'],
  ['bmp upside down cut.bmp', bmpOf(side, -2 * side), 'BMP, 24 x 48 px, cut off'],
  ['moving.gif', pictureOf('gif').slice(0, 500), 'GIF, 16 x 16 px, cut off'],
  ['new.avif', hex('00 00 00 1C 66 74 79 70 61 76 69 66'), 'AVIF without a size'],
  ['cut.avif', pictureOf('avif').slice(0, -50), 'AVIF, 64 x 64 px, cut off'],
  ['phone.heic', hex('00 00 00 18 66 74 79 70 68 65 69 63'), 'HEIC without a size'],
  ['codestream.jp2', hex('00 00 00 0C 6A 50 20 20'), 'JP2 without a size'],
  ['webp cut.webp', webpOf(9000), 'WEBP, 24 x 24 px, cut off'],
  [
    'webp of nothing.webp',
    text('RIFF\u0020\0\0\0WEBPXXXX and more than that follows'),
    'WEBP without a size',
  ],
  ['webp of other data.webp', webpOf(52), 'The source image could not be decoded.'],
  ['tiff cut in its header.tif', tiffOf(1).slice(0, 60), 'TIFF without a size'],
  ['tiff cut in its data.tif', tiffOf(1).slice(0, 300), 'TIFF, 24 x 24 px, cut off'],
];

const sizes: readonly (readonly [name: string, content: Uint8Array, told: string])[] = [
  ['40 megapixels.png', sized(8000, 5001), 'Too large: 8000 x 5001 px. Scale it down first.'],
  ['a gigapixel.png', sized(40_000, 40_000), 'Too large: 40000 x 40000 px. Scale it down first.'],
  ['a line.png', sized(20_000, 10), 'Too large: 20000 x 10 px. Scale it down first.'],
  ['65 megabytes.png', new Uint8Array(65 * 2 ** 20), 'Too large: 65.0 MB. Scale it down first.'],
  ['a dot.png', sized(1, 1), 'Too small: 1 x 1 px; at least 8 x 8 px is wanted.'],
  ['a strip.png', sized(100, 7), 'Too small: 100 x 7 px; at least 8 x 8 px is wanted.'],
];

const refusedTiffs = tiffVariants.flatMap(({ name, content, refused }) =>
  refused === undefined ? [] : [[`${name}.tif`, content, refused] as const],
);

const unsupported: readonly (readonly [name: string, content: Uint8Array, came: string])[] = [
  ['big.tif', hex('49 49 2B 00 08 00 00 00'), 'BigTIFF'],
  ['dotted.tif', tiffOf(34_712), 'TIFF with JPEG 2000 compression'],
  ...refusedTiffs,
  ['12 bits.jpg', pictureOf('jpeg, 12 bits'), '12-bit JPEG'],
  ['lossless.jpg', pictureOf('jpeg, lossless'), 'lossless JPEG'],
  ['arithmetic.jpg', pictureOf('jpeg, arithmetic'), 'JPEG with arithmetic coding'],
  ['hierarchical.jpg', pictureOf('jpeg, hierarchical'), 'hierarchical JPEG'],
  ['photo.heic', pictureOf('heic'), 'HEIC in this browser'],
  ['boxed.jp2', pictureOf('jp2'), 'JPEG 2000 in this browser'],
  ['stream.j2k', pictureOf('j2k'), 'JPEG 2000 in this browser'],
  ['boxed.jxl', hex('00 00 00 0C 4A 58 4C 20 0D 0A 87 0A'), 'JPEG XL'],
];

const input = (name: string, content: Uint8Array, told: string): BadInput => ({
  path: `train/good/${name}`,
  content,
  told,
});

export const badPictures: readonly BadInput[] = [
  ...strangers.map(([name, content, came]) =>
    input(name, content, `Not a PNG, JPEG, WebP, GIF, AVIF, BMP or TIFF image (${came}).`),
  ),
  ...damaged.map(([name, content, came]) =>
    input(name, content, `Damaged or cut off (${came}). Copy the file again.`),
  ),
  ...sizes.map(([name, content, told]) => input(name, content, told)),
  ...unsupported.map(([name, content, came]) =>
    input(name, content, `${came} is not supported. Convert it to PNG.`),
  ),
];
