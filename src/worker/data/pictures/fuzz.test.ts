import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import variants from '../fixtures/tiff-variants.json' with { type: 'json' };
import kinds from '../fixtures/picture-kinds.json' with { type: 'json' };
import traits from '../fixtures/traits.json' with { type: 'json' };
import { readPicture } from './picture.ts';

const refuse = () => Promise.reject(new Error('The source image could not be decoded.'));
const refusals = ['not-an-image', 'damaged-image', 'unsupported-image', 'too-small', 'too-large'];
const files = [
  ...variants.pictures.map(({ deflated }) => inflateSync(Buffer.from(deflated, 'base64'))),
  ...Object.values(kinds.pictures).map((base64) => Buffer.from(base64, 'base64')),
  ...traits.pictures.map(({ base64 }) => Buffer.from(base64, 'base64')),
];

/** Some bytes replaced, most of them in the first half where headers lie, and sometimes the end cut off. */
function mangled(file: Uint8Array, seed: string): Uint8Array<ArrayBuffer> {
  const random = createRandom(seed);
  const bytes = new Uint8Array(file);
  const changes = 1 + random.integer(6);
  for (let i = 0; i < changes; i++) {
    const isNearStart = random.uniform(0, 1) < 0.7;
    const at = random.integer(isNearStart ? Math.min(bytes.length, 200) : bytes.length);
    bytes[at] = random.uniform(0, 1) < 0.3 ? 255 : random.integer(256);
  }
  return random.uniform(0, 1) < 0.2 ? bytes.slice(0, random.integer(bytes.length)) : bytes;
}

describe('a picture file with some bytes changed', () => {
  it('is pixels of the size it says, or a refusal; never anything else', async () => {
    for (let round = 0; round < 1500; round++) {
      const file = files[round % files.length];
      const picture = await readPicture(mangled(file ?? new Uint8Array(), `fuzz ${round}`), refuse);
      if (picture.ok) expect(picture.value.data.length).toBe(picture.value.width * picture.value.height * 4);
      else expect(refusals).toContain(picture.problem.kind);
    }
  }, 60_000);
});
