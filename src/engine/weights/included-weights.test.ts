import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { plainNormalisation, type Normalisation } from '../../core/views/normalisation.ts';
import goldenFull from '../fixtures/weights/kizu-full.json' with { type: 'json' };
import goldenHalf from '../fixtures/weights/kizu-half.json' with { type: 'json' };
import goldenQuarter from '../fixtures/weights/kizu-quarter.json' with { type: 'json' };
import { resNet18Network } from '../networks/resnet18-network.ts';
import { encode } from '../networks/resnet18.ts';
import { referenceOperations } from '../reference/operations.ts';
import { createModel, disposeModel } from '../reference/state.ts';
import { wavePictures } from '../testing/backbone-weights.ts';
import { readPublicFile } from '../testing/public-file.ts';
import { includedFiles, openIncludedWeights } from './included-weights.ts';
import { mapWeights } from './map-weights.ts';
import { startFrom } from './start-weights.ts';
import type { WeightsFile } from './tensor.ts';

type Width = Experiment['width'];

const goldens = { quarter: goldenQuarter, half: goldenHalf, full: goldenFull } as const;
const widths = Object.keys(goldens) as Width[];

async function opened(width: Width): Promise<WeightsFile> {
  const read = await openIncludedWeights(width, readPublicFile);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

/** The golden picture as the network sees it: [1, side, side, 3]. */
function goldenInput({ mean, deviation }: Normalisation): tf.Tensor4D {
  const { side, pixelSum } = goldenQuarter;
  const { data } = wavePictures(1, side);
  const values = Float32Array.from(
    { length: side * side * 3 },
    (_, i) => data[4 * Math.floor(i / 3) + (i % 3)],
  );
  expect(values.reduce((sum, value) => sum + value, 0)).toBe(pixelSum);
  return tf.tensor4d(
    values.map((value, i) => (value / 255 - mean[i % 3]) / deviation[i % 3]),
    [1, side, side, 3],
  );
}

describe('the first weights that ship with the page', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(widths)('fill the encoder up to layer 3, and nothing of them is left over: %s', async (width) => {
    const { missing, misshapen, broken, leftOver, folded } = mapWeights((await opened(width)).tensors, width);
    expect({ misshapen, broken, leftOver, folded }).toEqual({
      misshapen: [],
      broken: [],
      leftOver: [],
      folded: [],
    });
    expect(missing.every((name) => name.startsWith('layer4.'))).toBe(true);
  });

  it.each(widths)('give the features that PyTorch computes with them: %s', async (width) => {
    const experiment = { ...defaultExperiment, start: 'kizu', width } as const;
    const { spec, normalisation } = resNet18Network(experiment);
    expect(normalisation).toEqual(plainNormalisation);
    expect((await opened(width)).normalisation).toEqual(plainNormalisation);
    const device = { gpu: undefined, info: undefined };
    const { parameters, statistics } = await startFrom(
      await opened(width),
      { network: { spec }, experiment },
      [],
      device,
    );
    const state = createModel(spec, parameters, statistics);
    const maps = tf.tidy(() =>
      encode<tf.Tensor>(
        goldenInput(normalisation),
        width,
        referenceOperations({ state, mode: 'evaluate', sink: [] }),
      ).maps.map((map) => map.dataSync() as Float32Array),
    );
    disposeModel(state);
    Object.values(goldens[width].maps).forEach(({ places, values }, layer) => {
      const scale = Math.max(...values.flat());
      expect(scale).toBeGreaterThan(0.1);
      places.forEach((place, k) => {
        values[k].forEach((wanted, channel) => {
          const got = maps[layer][place * values[k].length + channel];
          expect(Math.abs(got - wanted) / scale).toBeLessThan(1e-3);
        });
      });
    });
  });

  it('are refused with what was expected and what came: no file, cut off, one bit changed', async () => {
    const bytes = await readPublicFile(includedFiles.quarter.path);
    const changed = bytes.slice();
    changed[200_000] ^= 1;
    const refusal = async (read: typeof readPublicFile) => {
      const outcome = await openIncludedWeights('quarter', read);
      return outcome.ok ? undefined : outcome.problem;
    };
    expect(await refusal(() => Promise.reject(new Error('status 404')))).toBe('status 404');
    for (const wrong of [bytes.slice(0, 1000), changed])
      expect(await refusal(() => Promise.resolve(wrong))).toMatch(
        new RegExp(`expected SHA-256 [0-9a-f]{64}, got [0-9a-f]{64}, ${wrong.length} bytes`),
      );
  });
});
