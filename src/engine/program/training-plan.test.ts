import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { contrastiveBody } from '../../detectors/contrastive/body.ts';
import { layoutsOf } from './layouts.ts';
import { bytesOfPlan, type Plan } from './plan.ts';
import { planTraining } from './training-plan.ts';
import type { StorageFormat } from './value.ts';

const full: Experiment = { ...defaultExperiment, width: 'full', inputSize: 64 };

/** 64 views. */
function planOf(style: ConvolutionStyle, storage: StorageFormat, shape = full): Plan {
  const { network, objective, optimiser } = contrastiveBody.learner(shape);
  if (objective === undefined) throw new Error('not trained');
  const step = {
    inputs: { images: { pictures: 32, views: 64, side: shape.inputSize } },
    targets: { classes: [64] },
  };
  const layouts = layoutsOf(network.spec, { style, storage });
  return planTraining({ network, objective, optimiser }, step, layouts).plan;
}

function callsOf(style: ConvolutionStyle): string[] {
  return planOf(style, 'f32')
    .sections.flat()
    .map(({ kernel }) => kernel.name);
}

describe('the plan of a step', () => {
  it('measures BatchNorm in the convolution where it is tiled: one dispatch less a layer, and no second read', () => {
    const tiled = callsOf({ kind: 'tiled' });
    const measures = (name: string) => /^(conv_forward_tiled(_padded)?|join_parts)_moments/.test(name);
    const isSumOfMoments = (name: string) => name.startsWith('norm_moment_sums');
    expect(tiled.filter(measures)).toHaveLength(20);
    expect(tiled.filter(isSumOfMoments)).toHaveLength(2); // those of the head follow linear layers
    expect(callsOf({ kind: 'direct' }).filter(isSumOfMoments)).toHaveLength(22);
    expect(tiled).toHaveLength(212 + 7); // seven for the loss, its gradient and the numbers
  });

  it('keeps copies of maps in 16 bits where asked, and computes all else in 32', () => {
    const style = { kind: 'tiled' } as const;
    const { sections } = planOf(style, 'f16');
    expect(sections).toHaveLength(1);
    const [calls] = sections;
    const loss = calls.findIndex(({ label }) => label === 'loss');
    const [forward, backward] = [calls.slice(0, loss), calls.slice(loss)];
    const values = [...forward, ...backward].flatMap((call) =>
      Object.values({ ...call.reads, ...call.writes }),
    );
    const halves = new Set(values.filter(({ storage }) => storage === 'f16'));
    expect([...halves].every(({ shape }) => shape.length === 4)).toBe(true);
    expect([...halves].some(({ name }) => name.includes('gradient'))).toBe(false);
    // Images, results of convolutions, of norms that a convolution reads or that a residual went into, and the pooled map.
    expect(halves.size).toBe(1 + 20 + 16 + 1);
    const readForward = forward.flatMap(({ reads }) => Object.values(reads));
    expect(readForward.filter((value) => halves.has(value))).toEqual([]);
    expect(calls).toHaveLength(212 + 7);
    const large: Experiment = { ...full, inputSize: 128 }; // of small maps, the sums of weight gradients take a larger part
    const [inHalves, whole] = [planOf(style, 'f16', large), planOf(style, 'f32', large)].map(bytesOfPlan);
    expect(inHalves).toBeLessThan(0.8 * whole);
  });
});
