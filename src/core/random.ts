/**
 * Seeded random streams. A stream is forked by a label, so that drawing more numbers in one place
 * never shifts the numbers drawn in another.
 * Generator: sfc32 (Doty-Humphrey, PractRand), seeded from a hash of seed and label path; integer arithmetic only,
 * so every machine draws the same numbers.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform integer in [0, count); count >= 1. */
  integer(count: number): number;
  /** Standard normal (Box-Muller). */
  normal(): number;
  /** An independent stream; the same label on a stream of the same origin gives the same stream. */
  fork(label: string | number): Random;
}

/** cyrb128-style mixing of a string into four 32-bit words. */
function hashWords(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 >>> 0, h2 >>> 0, h3 >>> 0, h4 >>> 0];
}

function sfc32([seedA, seedB, seedC, seedD]: [number, number, number, number]): () => number {
  let a = seedA | 0;
  let b = seedB | 0;
  let c = seedC | 0;
  let counter = seedD | 0;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

function createStream(path: string): Random {
  const draw = sfc32(hashWords(path));
  for (let i = 0; i < 12; i++) draw();
  const random: Random = {
    next: draw,
    uniform: (low, high) => low + (high - low) * draw(),
    integer: (count) => Math.floor(draw() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw()),
    fork: (label) => createStream(`${path}/${label}`),
  };
  return random;
}

/** The root stream of a seed. */
export function createRandom(seed: number | string): Random {
  return createStream(`kizu:${seed}`);
}

/** Fisher-Yates; returns a new array. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
