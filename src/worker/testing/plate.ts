/** A small category with a defect and its mask, as files; `plate.tar.xz` in the fixtures was made of `pack(plate)` by `xz -9`. */
import { gray, pngBytes } from './pictures.ts';

export interface PlateFile {
  readonly path: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

const shade = (level: number) => pngBytes(16, 12, (x, y) => gray((level + 5 * x + 3 * y) % 256)());

export const plate: readonly PlateFile[] = [
  { path: 'plate/ground_truth/dent/000_mask.png', content: pngBytes(16, 12, (x) => gray(x < 4 ? 255 : 0)()) },
  { path: 'plate/readme.txt', content: new TextEncoder().encode('Drawn for a test.') },
  { path: 'plate/test/dent/000.png', content: shade(40) },
  { path: 'plate/test/good/000.png', content: shade(60) },
  { path: 'plate/test/good/broken.png', content: shade(61).slice(0, 300) },
  { path: 'plate/train/good/000.png', content: shade(80) },
  { path: 'plate/train/good/001.png', content: shade(90) },
  { path: 'plate/train/good/傷 é.png', content: shade(100) },
];
