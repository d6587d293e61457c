/**
 * The backbone that ships with the page: the trunk of a MobileNetV2 [MobileNetV2 section 3], trained by Google for
 * detecting objects and published in npm's @mediapipe/objectron (Apache-2.0). It is read from the installed package at
 * each build; nothing of it is in the repository. BatchNorm is folded into weights and biases already.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readGraph } from './tflite.mjs';

const packageName = '@mediapipe/objectron';
const packageVersion = '0.4.1675468480';
const packedFile = 'objectron_solution_packed_assets.data';
const packedHash = '470986ca5df183f41698da6de74b027d838fe289d77b5ab094497d350bee664e';
/** The model's bytes within the packed file, as the loader script beside it says. */
const [modelStart, modelEnd] = [184, 9_987_912];
const scope = 'FeatureExtractor/MobilenetV2/';
/** The trunk ends at 1/16 of the image's side, with 576 channels. */
const lastLayer = 'expanded_conv_13/expand';

/** Where the page finds it, relative to the folder that it is served from. */
export const backbonePath = 'backbone/mobilenet-v2.safetensors';

function readPackage() {
  const require = createRequire(import.meta.url);
  let folder;
  try {
    folder = dirname(require.resolve(`${packageName}/package.json`));
  } catch {
    throw new Error(`${packageName} is not installed: run \`npm install\``);
  }
  const packed = readFileSync(join(folder, packedFile));
  const hash = createHash('sha256').update(packed).digest('hex');
  if (hash !== packedHash) {
    throw new Error(
      `${packageName}/${packedFile}: expected SHA-256 ${packedHash}, got ${hash}; ` +
        `install ${packageName}@${packageVersion}`,
    );
  }
  return packed.subarray(modelStart, modelEnd);
}

/** `FeatureExtractor/MobilenetV2/expanded_conv/depthwise/Relu6` becomes `expanded_conv/depthwise`. */
function shortName(name) {
  return name.replace(scope, '').replace(/\/(Relu6|BatchNorm\/FusedBatchNormV3)$/, '');
}

/** Up to the last layer of the trunk, inputs by name. */
function trunkOf({ input, layers }) {
  const names = new Map([[input, 'image']]);
  const trunk = [];
  for (const layer of layers) {
    const name = shortName(layer.name);
    names.set(layer.output, name);
    const inputs = (layer.inputs ?? [layer.input]).map((one) => names.get(one));
    trunk.push({ ...layer, name, inputs });
    if (name === lastLayer) return trunk;
  }
  throw new Error(`expected a layer ${lastLayer} in the model, got none`);
}

/** [out, height, width, in] as [height, width, in, out]; a depthwise [1, height, width, channels] as [height, width, 1, channels]. */
function inOurOrder({ shape, halves }, kind) {
  const [out, height, width, inner] = shape;
  const from = new Uint16Array(halves.slice().buffer);
  if (kind === 'depthwise') return { shape: [height, width, 1, inner], values: from };
  const values = new Uint16Array(from.length);
  const taps = height * width * inner;
  for (let k = 0; k < out; k++)
    for (let tap = 0; tap < taps; tap++) values[tap * out + k] = from[k * taps + tap];
  return { shape: [height, width, inner, out], values };
}

function tensorsOf(trunk) {
  return trunk
    .filter(({ kind }) => kind !== 'add')
    .flatMap(({ name, kind, weight, bias }) => [
      [`${name}.weight`, inOurOrder(weight, kind)],
      [`${name}.bias`, { shape: bias.shape, values: new Uint16Array(bias.halves.slice().buffer) }],
    ]);
}

/** What the layers are, for readers of the file: each with its inputs by name; padding is TensorFlow's SAME. */
function manifestOf(trunk) {
  return trunk.map(({ name, kind, inputs, stride, activation, weight }) =>
    kind === 'add'
      ? { name, kind, inputs }
      : { name, kind, inputs, side: weight.shape[1], stride, padding: 'same', activation },
  );
}

const attribution =
  'MobileNetV2 of an SSD object detector, from npm @mediapipe/objectron 0.4.1675468480, by the MediaPipe authors ' +
  '(Google), Apache License 2.0; cut off after expanded_conv_13/expand, weights unchanged but for their order';

/** safetensors of float16: eight bytes of header length, a JSON header, the numbers. */
function writeHalves(tensors, metadata) {
  let end = 0;
  const entries = tensors.map(([name, { shape, values }]) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F16', shape, data_offsets: [begin, end] }];
  });
  const text = JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries]));
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const numbers = tensors.map(([, { values }]) => Buffer.from(values.buffer));
  return Buffer.concat([length, header, ...numbers]);
}

/** The asset's bytes; the same package gives the same bytes. */
export function makeBackbone() {
  const trunk = trunkOf(readGraph(readPackage()));
  const metadata = { source: attribution, layers: JSON.stringify(manifestOf(trunk)) };
  return writeHalves(tensorsOf(trunk), metadata);
}
