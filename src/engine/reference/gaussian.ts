/** The numbers of `kernels/gaussian.ts` if there are no kernels: the same words, and normals that agree to 1e-5. */

/** Four words from four words   [PCG4D section 4.2]. */
export function pcg4d(counter: readonly [number, number, number, number]): Uint32Array {
  const v = Uint32Array.from(counter, (word) => Math.imul(word, 1664525) + 1013904223);
  const mix = () => {
    v[0] += Math.imul(v[1], v[3]);
    v[1] += Math.imul(v[2], v[0]);
    v[2] += Math.imul(v[0], v[1]);
    v[3] += Math.imul(v[1], v[2]);
  };
  mix();
  v.forEach((word, i) => (v[i] = word ^ (word >>> 16)));
  mix();
  return v;
}

/** In (0, 1), 23 bits. */
function unit(word: number): number {
  return ((word >>> 9) + 0.5) / 2 ** 23;
}

/** Standard normal numbers of a seed and a step, by Box and Muller. */
export function gaussianNumbers(size: number, seed: number, step: number): Float32Array<ArrayBuffer> {
  const numbers = new Float32Array(4 * Math.ceil(size / 4));
  for (let at = 0; at < size; at += 4) {
    const words = pcg4d([at / 4, step, seed, 0]);
    for (const i of [0, 2]) {
      const length = Math.sqrt(-2 * Math.log(unit(words[i])));
      const angle = 2 * Math.PI * unit(words[i + 1]);
      numbers[at + i] = length * Math.cos(angle);
      numbers[at + i + 1] = length * Math.sin(angle);
    }
  }
  return numbers.subarray(0, size);
}
