/** Pictures that are whole, and masks, in places where they cannot be used. */
import { encodePng } from '../support/png.ts';
import type { BadInput } from './bad-input.ts';

const picture = (level: number, side = 24) =>
  encodePng('gray', side, side, new Uint8Array(side * side).fill(level));
export const unknownPlace = 'Not in a folder that means anything here (train/good, test/…, ground_truth/…).';
const text = new TextEncoder().encode('no picture');

export const goodPicture = { path: 'train/good/a copy.png', content: picture(90) };

export const badPlaces: readonly BadInput[] = [
  {
    path: 'train/good/b copy.png',
    content: picture(90),
    told: 'The same file as mixed/train/good/a copy.png.',
  },
  {
    path: 'ground_truth/blot/099_mask.png',
    content: picture(255),
    told: 'No test image belongs to this mask (blot).',
  },
  {
    path: 'ground_truth/hole/000_mask.png',
    content: picture(255),
    told: 'No test image belongs to this mask (hole).',
  },
  {
    path: 'ground_truth/blot/000_mask.png',
    content: picture(255, 20),
    told: 'The mask has another size than its image (20 x 20 px ≠ 24 x 24 px); the image is used without it.',
  },
  {
    path: 'ground_truth/blot/001_mask.png',
    content: text,
    told: 'Not a PNG, JPEG, WebP, GIF, AVIF, BMP or TIFF image (starts with 6E 6F 20 70).',
  },
  {
    path: 'ground_truth/blot/002_mask.png',
    content: picture(255).subarray(0, 60),
    told: 'Damaged or cut off (PNG, 24 x 24 px, cut off). Copy the file again.',
  },
  { path: 'overview.png', content: picture(3), told: unknownPlace },
  { path: 'notes/board.png', content: picture(4), told: unknownPlace },
];
