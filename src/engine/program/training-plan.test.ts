import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import { networkSpec } from '../network/network.ts';
import { layoutsOf } from './layouts.ts';
import { planTraining } from './training-plan.ts';

const full: Experiment = { ...defaultExperiment, width: 'full', inputSize: 64 };

function callsOf(style: ConvolutionStyle): string[] {
  const layouts = layoutsOf(networkSpec(full), style);
  const { plan } = planTraining(full, 8, layouts);
  return plan.sections.flat().map(({ kernel }) => kernel.name);
}

describe('the plan of a step', () => {
  it('measures BatchNorm in the convolution where it is tiled: one dispatch less a layer, and no second read', () => {
    const tiled = callsOf({ kind: 'tiled' });
    const isConvolution = (name: string) => name.startsWith('conv_forward_tiled_moments');
    const isSumOfMoments = (name: string) => name.startsWith('norm_moment_sums');
    expect(tiled.filter(isConvolution)).toHaveLength(20);
    expect(tiled.filter(isSumOfMoments)).toHaveLength(2); // those of the head follow linear layers
    expect(callsOf({ kind: 'direct' }).filter(isSumOfMoments)).toHaveLength(22);
    expect(tiled).toHaveLength(221);
  });
});
