/** The weights that ship with the page, and small pictures to show them, for tests. */
import { createPackedImages, type PackedImages } from '../../core/views/packed.ts';
import { makeBackbone } from '../../../scripts/build/backbone-asset.mjs';
import type { BackboneFiles } from '../backbone/open-frozen.ts';
import { readBackbone } from '../backbone/backbone-file.ts';
import { wasmFolder } from './wasm-folder.ts';
import type { Values } from '../networks/parameters.ts';

/** The files of the backbone in Node: made of the installed packages. */
export const filesHere: BackboneFiles = {
  read: () => Promise.resolve(new Uint8Array(makeBackbone())),
  wasmFolder: wasmFolder(),
};

export async function backboneWeights(): Promise<Values> {
  const read = await readBackbone(new Uint8Array(makeBackbone()));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

/** Pictures by a formula that `scripts/make-backbone-fixture.py` has too. */
export function wavePictures(count: number, side: number): PackedImages {
  const packed = createPackedImages(count, side);
  for (let pixel = 0; pixel < count * side * side; pixel++) {
    const [x, y, n] = [pixel % side, Math.floor(pixel / side) % side, Math.floor(pixel / side ** 2)];
    for (let c = 0; c < 3; c++) {
      const wave = 127.5 + 90 * Math.sin(0.31 * x + 0.17 * y * (c + 1) + n);
      packed.data[4 * pixel + c] = Math.floor(wave + ((x * 7 + y * 13 + c * 50) % 37));
    }
  }
  return packed;
}
