/** A step of NSA against PyTorch (scripts/make-pixel-network-fixtures.py), on the device and on plain tfjs. */
import { describe, it } from 'vitest';
import { expectGoldenStep } from '../../engine/testing/golden-step.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../engine/testing/open-gpu.ts';
import golden from './fixtures/step.json' with { type: 'json' };
import { nsaNetwork } from './network.ts';
import { nsaObjective } from './objective.ts';

const hasGpu = await installNodeWebGpu();

describe.each(['webgpu', 'cpu'] as const)('a step of NSA on %s', (backend) => {
  it('has the loss and the gradients of PyTorch, for graded labels', async ({ skip }) => {
    skip(backend === 'webgpu' && !hasGpu, 'there is no Vulkan driver');
    const learner = {
      network: nsaNetwork({ width: 'quarter', start: 'scratch' }),
      objective: nsaObjective(),
    };
    const device = await openTestDevice(backend === 'cpu' ? 'cpu' : undefined);
    await expectGoldenStep(learner, device, golden.whole, { isGraded: true, tolerance: 3e-3 });
  });
});
