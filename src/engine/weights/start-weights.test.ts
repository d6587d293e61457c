import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import { normalisationOf, plainNormalisation } from '../../core/views/normalisation.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { smallNetwork as shape } from '../testing/small-network.ts';
import { exportOnnx } from './export-onnx.ts';
import { exportSafetensors, metadataOf, readNormalisation, toTorchTensors } from './export-weights.ts';
import { writeSafetensors } from './formats/safetensors.ts';
import { importModel } from './import-model.ts';
import { readWeights } from './read-weights.ts';
import { startFrom } from './start-weights.ts';

const network = resNet18Network(shape);
const model = {
  parameters: drawParameters(network.spec, createRandom(1)),
  statistics: startStatistics(network.spec),
};
const own = { mean: [0.5, 0.4, 0.3], deviation: [0.25, 0.2, 0.3] } as const;
const imageNet = normalisationOf({ start: 'file' });

function read(bytes: Uint8Array) {
  const file = readWeights(bytes);
  if (!file.ok) throw new Error(file.problem.where);
  return file.value;
}

/** How a network that starts from the file is shown pixels. */
async function seenFrom(bytes: Uint8Array) {
  const experiment = { ...defaultExperiment, ...shape, start: 'file' } as const;
  const start = await startFrom(read(bytes), { network, experiment }, [], {
    gpu: undefined,
    info: undefined,
  });
  return start.normalisation;
}

describe('the normalisation of first weights', () => {
  it.each([plainNormalisation, own])('is what a file of Kizu says, of either kind', async (normalisation) => {
    expect(await seenFrom(exportSafetensors(model, network, normalisation))).toEqual(normalisation);
    expect(await seenFrom(exportOnnx(model, network, { side: 'free', normalisation }))).toEqual(
      normalisation,
    );
  });

  it('is that of ImageNet where a file says none, or says what is none', async () => {
    expect(await seenFrom(writeSafetensors(toTorchTensors(model, network)))).toEqual(imageNet);
    const ones = '[1, 1, 1]';
    for (const texts of [
      { mean: ones },
      { mean: '[0.5, 0.5]', deviation: ones },
      { mean: ones, deviation: '[1, 0, 1]' },
      { mean: '[0, 0, null]', deviation: ones },
      { mean: 'of many', deviation: ones },
      { mean: 1, deviation: ones },
    ]) {
      expect(readNormalisation(texts)).toBe(undefined);
    }
  });

  it('is kept by a network that comes back whole', () => {
    const back = importModel(exportSafetensors(model, network, own), network);
    if (!back.ok) throw new Error(back.problem.where);
    expect(back.value.normalisation).toEqual(own);
    const old = importModel(writeSafetensors(toTorchTensors(model, network)), network);
    expect(old.ok && old.value.normalisation).toBe(undefined);
    expect(metadataOf(own)).toEqual({ mean: '[0.5,0.4,0.3]', deviation: '[0.25,0.2,0.3]' });
  });
});
