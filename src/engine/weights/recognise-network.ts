/** What network a file's tensors look like, by their names and shapes: other networks share some of ResNet18's names, or all of them. */
import type { Tensors } from './tensor.ts';

const block = /(?:^|\.)layer(\d)\.(\d+)\.conv\d\.weight$/;

/** Blocks of each of the four layers. */
function blocksOf(tensors: Tensors): readonly number[] {
  const counts = [0, 0, 0, 0];
  for (const name of tensors.keys()) {
    const match = block.exec(name);
    if (match === null) continue;
    const layer = Number(match[1]) - 1;
    if (layer < 0 || layer > 3) continue;
    counts[layer] = Math.max(counts[layer], Number(match[2]) + 1);
  }
  return counts;
}

const plainNets: Readonly<Record<string, string>> = { '2,2,2,2': 'ResNet18', '3,4,6,3': 'ResNet34' };
const bottleneckNets: Readonly<Record<string, string>> = {
  '2,2,2,2': '26',
  '3,4,6,3': '50',
  '3,4,23,3': '101',
  '3,8,36,3': '152',
};

function shapeOf(tensors: Tensors, ending: string): readonly number[] {
  return [...tensors].find(([name]) => name.endsWith(ending))?.[1].shape ?? [];
}

/** A residual network with bottleneck blocks: wider inside, or in groups, they have other names. */
function bottleneckName(tensors: Tensors, blocks: string): string {
  const [width = 0, perGroup = 0] = shapeOf(tensors, 'layer1.0.conv2.weight');
  const depth = Object.hasOwn(bottleneckNets, blocks) ? bottleneckNets[blocks] : '';
  if (perGroup < width) return `ResNeXt${depth}`;
  return width >= 128 ? `Wide ResNet${depth}` : `ResNet${depth}`;
}

/** Names that only one family has. */
const families: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/attn\.qkv\.weight$|encoder_layer_\d+\.self_attention/, 'a vision transformer'],
  [/attention\.attention\.query\.weight$/, 'a vision transformer'],
  [/denseblock\d/, 'DenseNet'],
  [/Mixed_\d\w\./, 'Inception'],
  [/(^|\.)stages\.\d+\.blocks\.\d+\.conv_dw/, 'ConvNeXt'],
  [/features\.\d+\.\d+\.block\.\d/, 'EfficientNet or ConvNeXt'],
  [/blocks\.\d+\.\d+\.conv_(pw|dw)/, 'EfficientNet or MobileNet'],
  [/features\.\d+\.conv\.\d/, 'MobileNet'],
  [/(^|\.)features\.\d+\.weight$/, 'VGG or AlexNet'],
  [/(^|\.)(down|up)s?\d*\..*(conv|block)/, 'a U-Net'],
];

/** For example `ResNet34`; `undefined` if nothing is familiar. */
export function recogniseNetwork(tensors: Tensors): string | undefined {
  const names = [...tensors.keys()];
  const counts = blocksOf(tensors);
  const blocks = counts.join();
  if (counts.some((count) => count > 0)) {
    if (names.some((name) => /layer\d\.\d+\.conv3\.weight$/.test(name)))
      return bottleneckName(tensors, blocks);
    return Object.hasOwn(plainNets, blocks) ? plainNets[blocks] : `a residual network of ${blocks} blocks`;
  }
  return families.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
}

/** Places of the parts of a torchvision ResNet in `nn.Sequential(*list(net.children()))`; 2 and 3 have no tensors. */
const places = ['conv1', 'bn1', undefined, undefined, 'layer1', 'layer2', 'layer3', 'layer4'] as const;
const numbered = /^(.*?)([0-7])\.(weight|bias|running_mean|running_var|num_batches_tracked|\d+\..+)$/;

/** What stands before the numbers; undefined unless the first and the last of them are there. */
function sequentialPrefix(tensors: Tensors): string | undefined {
  const last = '7.1.conv2.weight';
  const name = [...tensors.keys()].find((one) => one.endsWith(last));
  const prefix = name?.slice(0, -last.length);
  return prefix !== undefined && tensors.get(`${prefix}0.weight`)?.shape.length === 4 ? prefix : undefined;
}

/** Tensors under torchvision's names, where they were saved out of an `nn.Sequential`; else as they are. */
export function withPlainNames(tensors: Tensors): Tensors {
  const prefix = sequentialPrefix(tensors);
  if (prefix === undefined) return tensors;
  return new Map(
    [...tensors].map(([name, tensor]) => {
      const match = name.startsWith(prefix) ? numbered.exec(name.slice(prefix.length)) : null;
      const part = match?.[1] === '' ? places[Number(match[2])] : undefined;
      return [part === undefined ? name : `${prefix}${part}.${match?.[3] ?? ''}`, tensor];
    }),
  );
}

/** Of the tensors that the encoder wants, the share that a file must have to be used. */
const leastShare = 0.9;

export interface Fit {
  readonly matched: readonly string[];
  readonly missing: readonly string[];
  readonly misshapen: readonly unknown[];
  readonly broken: readonly string[];
  readonly leftOver: readonly string[];
}

/**
 * Whether nearly all of the encoder is in the file, and no more blocks than it has: a ResNet34 holds every tensor of a ResNet18,
 * and what comes of them is neither.
 */
export function fitsWell({ matched, missing, misshapen, broken, leftOver }: Fit): boolean {
  const wanted = matched.length + missing.length + misshapen.length + broken.length;
  const hasMoreBlocks = leftOver.some((name) => block.test(name));
  return !hasMoreBlocks && matched.length >= leastShare * wanted;
}
