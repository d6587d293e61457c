/** The network, pictures and settings that the golden step of PyTorch was made with, in our own layout. */
import golden from '../fixtures/resnet18-step.json' with { type: 'json' };
import { resNet18Network } from '../networks/resnet18-network.ts';
import { sizeOf, type Values } from '../networks/parameters.ts';

export type Step = (typeof golden.steps)[number];

/** Our own flat index of torch's flat index `i`: its order is OIHW or [out, in]. */
function fromTorchIndex(i: number, shape: readonly number[]): number {
  if (shape.length === 2) {
    const [inputs, outputs] = shape;
    return (i % inputs) * outputs + Math.floor(i / inputs);
  }
  if (shape.length !== 4) return i;
  const [height, width, inputs, outputs] = shape;
  const [x, y] = [i % width, Math.floor(i / width) % height];
  const c = Math.floor(i / (width * height)) % inputs;
  const k = Math.floor(i / (width * height * inputs));
  return ((y * width + x) * inputs + c) * outputs + k;
}

/** The first values in torch's order. */
export function firstOf(values: ArrayLike<number>, shape: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => values[fromTorchIndex(i, shape)]);
}

/** Both steps of the fixture were made with this seed. */
const seed = golden.madeWith.seed;

/** The fixture's formula for parameter `p`, value `i` in torch's order. */
function formula(p: number, i: number, { name, fanIn }: { name: string; fanIn: number }): number {
  const s = Math.sin(0.7 * i + 1.3 * (p + seed)) + 0.5 * Math.sin(0.0137 * i * i + p);
  if (fanIn > 0) return (1.3 * s) / Math.sqrt(fanIn);
  return name.endsWith('bias') ? 0.1 * s : 1 + 0.1 * s;
}

export const shape = {
  width: 'full',
  headBatchNorm: false,
  objective: 'decoupled',
  generator: 'local',
  start: 'scratch',
  frozen: 'none',
} as const;
export const network = resNet18Network(shape);
export const { spec } = network;
export const settings = { optimiser: 'sgd', momentum: 0.9, weightDecay: 1e-4, normDecay: true } as const;
export const rate = 0.01;

function fixtureParameter(name: string, p: number): Float32Array {
  const { shape: sizes = [] } = spec.parameters.find((one) => one.name === name) ?? {};
  const values = new Float32Array(sizeOf(sizes));
  const fanIn = sizes.length > 1 ? values.length / sizes[sizes.length - 1] : 0;
  for (let i = 0; i < values.length; i++) {
    values[fromTorchIndex(i, sizes)] = formula(p, i, { name, fanIn });
  }
  return values;
}

export const fixtureParameters: Values = Object.fromEntries(
  golden.parameterOrder.map((name, p) => [name, fixtureParameter(name, p)]),
);

/** The fixture counts in NCHW; we hold NHWC. */
export function fixtureImages({ batch, side }: Step): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: batch * side * side * 3 }, (_, at) => {
    const c = at % 3;
    const pixel = Math.floor(at / 3) % (side * side);
    const i = (Math.floor(at / 3 / (side * side)) * 3 + c) * side * side + pixel;
    return Math.sin(0.05 * i + seed) + Math.cos(0.013 * i);
  });
}

/** Three channels and a zero, as the kernels take images. */
export function padToFour(pixels: Float32Array): Float32Array<ArrayBuffer> {
  const padded = new Float32Array((4 * pixels.length) / 3);
  pixels.forEach((value, i) => (padded[4 * Math.floor(i / 3) + (i % 3)] = value));
  return padded;
}
