/** docs/load-weights.py: a picture file and an exported file give PyTorch what they give here. */
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encode as encodePng } from 'fast-png';
import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../../core/image/image.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { createRandom } from '../../core/random.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { smallNetwork as shape } from '../testing/small-network.ts';
import { exportOnnx } from './export-onnx.ts';
import { exportSafetensors, type TrainedModel } from './export-weights.ts';

const run = promisify(execFile);
const python = '/usr/bin/python3';
const hasTorch = await run(python, ['-c', 'import torch, torchvision, numpy, PIL']).then(
  () => true,
  () => false,
);

const normalisation = { mean: [0.5, 0.4, 0.3], deviation: [0.25, 0.2, 0.3] } as const;
const side = 256;
const network = resNet18Network(shape);

function noise(width: number, height: number): RgbImage {
  const random = createRandom(1);
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, () => random.integer(256)) };
}

/** The embedding by ONNX Runtime, which has been compared with torchvision and with the kernels. */
async function embed(model: TrainedModel, { data }: RgbImage): Promise<Float32Array> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(exportOnnx(model, network, { side, normalisation }));
  const { mean, deviation } = normalisation;
  const pixels = side * side;
  const input = Float32Array.from({ length: 3 * pixels }, (_, i) => {
    const channel = Math.floor(i / pixels);
    return (data[3 * (i % pixels) + channel] / 255 - mean[channel]) / deviation[channel];
  });
  const { embedding } = await session.run({ images: new ort.Tensor('float32', input, [1, 3, side, side]) });
  return (await embedding.getData()) as Float32Array;
}

describe.skipIf(!hasTorch)('docs/load-weights.py (skipped where /usr/bin/python3 has no torch)', () => {
  it('embeds a picture, one side of it enlarged and the other reduced, as Kizu does', async () => {
    const { spec } = network;
    const model = {
      parameters: drawParameters(spec, createRandom(2)),
      statistics: startStatistics(spec),
    };
    const picture = noise(301, 180);
    const folder = await mkdtemp(join(tmpdir(), 'kizu-weights-'));
    const [weightsPath, picturePath] = [join(folder, 'model.safetensors'), join(folder, 'picture.png')];
    await writeFile(weightsPath, exportSafetensors(model, network, normalisation));
    await writeFile(picturePath, encodePng({ ...picture, channels: 3 }));
    const { stdout } = await run(python, ['docs/load-weights.py', weightsPath, picturePath]);
    const [, told = ''] = /^\(1, 128\) (\[.*\])$/m.exec(stdout) ?? [];
    const got = JSON.parse(told) as number[];
    const wanted = await embed(model, resizeArea(picture, side, side));
    expect(got).toHaveLength(8);
    const scale = Math.max(...wanted);
    got.forEach((value, i) => {
      expect(Math.abs(value - wanted[i]) / scale).toBeLessThan(1e-5);
    });
  });
});
