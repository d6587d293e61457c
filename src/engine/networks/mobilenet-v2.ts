/**
 * The trunk of MobileNetV2 at full width [MobileNetV2 Table 2]: inverted residuals up to 1/16 of the image's side, with
 * BatchNorm folded into weights and biases. Layers are named as in TensorFlow's checkpoints.
 */
import type { Normalisation } from '../../core/views/normalisation.ts';
import type { Network } from './network.ts';
import type { Activation, Operations } from './operations.ts';
import type { Padding } from './padding.ts';
import { sizeOf } from './parameters.ts';

/** One bottleneck: 1x1 to six times the channels, 3x3 a channel, 1x1 back. The first has no expansion. */
interface Bottleneck {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly stride: 1 | 2;
}

const expansion = 6;
const stemChannels = 32;

/** Output channels and strides, in order. */
const shapes: readonly (readonly [to: number, stride: 1 | 2])[] = [
  [16, 1],
  [24, 2],
  [24, 1],
  [32, 2],
  [32, 1],
  [32, 1],
  [64, 2],
  [64, 1],
  [64, 1],
  [64, 1],
  [96, 1],
  [96, 1],
  [96, 1],
];

const bottlenecks: readonly Bottleneck[] = shapes.map(([to, stride], i) => ({
  name: i === 0 ? 'expanded_conv' : `expanded_conv_${i}`,
  from: i === 0 ? stemChannels : shapes[i - 1][0],
  to,
  stride,
}));

/** The trunk's end: an expansion without the rest of its bottleneck. */
const lastName = `expanded_conv_${shapes.length}/expand`;
const fineName = 'expanded_conv_6/expand';

/** Channels of a place of each map, and pixels from one place to the next. */
export const trunkMaps = {
  fine: { channels: 192, stride: 8 },
  coarse: { channels: 576, stride: 16 },
} as const;

/** Sides of an image must be a multiple of this, or its maps would not lie on one grid. */
export const trunkMultiple = 16;

interface TrunkLayer {
  readonly name: string;
  readonly side: 1 | 3;
  readonly from: number;
  readonly to: number;
  readonly stride: 1 | 2;
  readonly isDepthwise: boolean;
  readonly activation?: Activation;
}

const plain = { side: 1, stride: 1, isDepthwise: false } as const;

function layersOf({ name, from, to, stride }: Bottleneck, isFirst: boolean): TrunkLayer[] {
  const wide = isFirst ? from : expansion * from;
  const expand = { ...plain, name: `${name}/expand`, from, to: wide, activation: 'relu6' } as const;
  const depthwise = { name: `${name}/depthwise`, from: wide, to: wide, stride, isDepthwise: true };
  return [
    ...(isFirst ? [] : [expand]),
    { ...depthwise, side: 3, activation: 'relu6' },
    { ...plain, name: `${name}/project`, from: wide, to },
  ];
}

const stem: TrunkLayer = {
  name: 'Conv',
  side: 3,
  from: 3,
  to: stemChannels,
  stride: 2,
  isDepthwise: false,
  activation: 'relu6',
};
const last: TrunkLayer = {
  ...plain,
  name: lastName,
  from: 96,
  to: trunkMaps.coarse.channels,
  activation: 'relu6',
};

/** Convolutions in the order they are run. */
export const trunkLayers: readonly TrunkLayer[] = [
  stem,
  ...bottlenecks.flatMap((block, i) => layersOf(block, i === 0)),
  last,
];

/** Shapes of the weights by name: [height, width, in, out], depthwise [height, width, 1, channels], biases [out]. */
export const trunkShapes: Readonly<Record<string, readonly number[]>> = Object.fromEntries(
  trunkLayers.flatMap(({ name, side, from, to, isDepthwise }) => [
    [`${name}.weight`, [side, side, isDepthwise ? 1 : from, to]],
    [`${name}.bias`, [to]],
  ]),
);

/** Numbers of the trunk: 590,336. */
export const trunkSize = Object.values(trunkShapes).reduce((sum, shape) => sum + sizeOf(shape), 0);

/** TensorFlow's SAME for a map of even sides: at stride 2 the zeros lie right and below only. */
function paddingOf({ side, stride }: TrunkLayer): Padding {
  const [before, after] = side === 1 ? [0, 0] : [2 - stride, 1];
  return { top: before, left: before, bottom: after, right: after };
}

export interface TrunkMaps<T> {
  readonly fine: T; // [N, S / 8, S / 8, 192], each in [0, 6]
  readonly coarse: T; // [N, S / 16, S / 16, 576], each in [0, 6]
}

/**
 * `images` is [N, S, S, 3] in [-1, 1], S a multiple of 16. `follow` is shown each layer's result, for tests.
 */
export function applyTrunk<T>(
  images: T,
  { convolve }: Pick<Operations<T>, 'convolve'>,
  follow: (layer: string, result: T) => void = () => undefined,
): TrunkMaps<T> {
  const run = (x: T, layer: TrunkLayer, residual?: T): T => {
    const { name, stride, isDepthwise, activation } = layer;
    const shape = { name, stride, isDepthwise, padding: paddingOf(layer) };
    const y = convolve(x, shape, {
      ...(activation && { activation }),
      ...(residual !== undefined && { residual }),
    });
    follow(name, y);
    return y;
  };
  let x = run(images, stem);
  let fine: T | undefined;
  bottlenecks.forEach((block, i) => {
    const input = x;
    const hasShortcut = block.stride === 1 && block.from === block.to;
    for (const layer of layersOf(block, i === 0)) {
      const isLast = layer.name.endsWith('/project');
      x = run(x, layer, isLast && hasShortcut ? input : undefined);
      if (layer.name === fineName) fine = x;
    }
  });
  if (fine === undefined) throw new Error(`the trunk has no layer ${fineName}`);
  return { fine, coarse: run(x, last) };
}

/** Pixels in [0, 1] come to lie in [-1, 1]. */
export const trunkNormalisation: Normalisation = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };

/** The trunk as the engine runs networks; it is not trained. */
export const mobileNetV2: Network = {
  spec: {
    parameters: Object.entries(trunkShapes).map(([name, shape]) => ({
      name,
      shape,
      start: 'zeros' as const,
      fan: 1,
      isFrozen: true,
    })),
    norms: {},
  },
  normalisation: trunkNormalisation,
  outputs: trunkMaps,
  apply: ({ images }, operations) => ({ ...applyTrunk(images, operations) }),
};
