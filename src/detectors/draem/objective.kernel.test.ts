/** Steps of DRAEM against PyTorch (scripts/make-pixel-network-fixtures.py), on the device and on plain tfjs. */
import { describe, it } from 'vitest';
import { expectGoldenStep } from '../../engine/testing/golden-step.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../engine/testing/open-gpu.ts';
import golden from './fixtures/step.json' with { type: 'json' };
import { draemLevels, draemNetwork } from './network.ts';
import { draemObjective } from './objective.ts';

const hasGpu = await installNodeWebGpu();
const objective = draemObjective();

describe.each(['webgpu', 'cpu'] as const)('a step of DRAEM on %s', (backend) => {
  const open = () => openTestDevice(backend === 'cpu' ? 'cpu' : undefined);

  it('has the losses and the gradients of PyTorch, with few levels', async ({ skip }) => {
    skip(backend === 'webgpu' && !hasGpu, 'there is no Vulkan driver');
    const network = draemNetwork({ reconstruct: [8, 12], discriminate: [4, 8, 12] });
    const choice = { isGraded: false, tolerance: 3e-3 };
    await expectGoldenStep({ network, objective }, await open(), golden.shallow, choice);
  });

  it('has the losses and the last gradients of PyTorch, with all levels', async ({ skip }) => {
    skip(backend === (hasGpu ? 'cpu' : 'webgpu'), 'one backend is enough for the depth');
    const network = draemNetwork(draemLevels({ draemWidth: 8 }));
    const choice = { isGraded: false, tolerance: 3e-3 };
    await expectGoldenStep({ network, objective }, await open(), golden.whole, choice);
  });
});
