import { expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { detectorPresets } from '../../core/experiment/detector-presets.ts';
import { trainingPresetChanges } from '../../core/experiment/training-presets.ts';
import { createRandom } from '../../core/random.ts';
import { drawParameters, startStatistics } from '../../engine/networks/parameters.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import { toTorchTensors } from '../../engine/weights/export-weights.ts';
import { startFrom } from '../../engine/weights/start-weights.ts';
import { cutPasteBody } from './body.ts';
import { cutPasteFace } from './face.ts';

it('starts from the encoder of a file, with a head of its own', async () => {
  const experiment = { ...defaultExperiment, detector: 'cutpaste', start: 'file' } as const;
  const { network } = cutPasteBody.learner(experiment);
  const other = resNet18Network(defaultExperiment);
  const parameters = drawParameters(other.spec, createRandom(3));
  const tensors = toTorchTensors({ parameters, statistics: startStatistics(other.spec) }, other);
  const device = { gpu: undefined, info: undefined };
  const start = await startFrom({ tensors }, { network, experiment }, [], device);
  expect(start.parameters['encoder.conv1.weight']).toEqual(parameters['encoder.conv1.weight']);
  expect(start.parameters['head.2.weight']).toHaveLength(3 * network.outputs['pooled'].channels);
});

it('has presets that show in Tune what it is trained on', () => {
  for (const preset of detectorPresets.cutpaste) {
    const { generator, gateEnabled } = trainingPresetChanges(preset);
    expect([generator, gateEnabled]).toEqual([cutPasteFace.needs.generator, false]);
  }
});
