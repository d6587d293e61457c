/** Where everything of one network lies on the device. */
import type { ConvolutionStyle } from '../kernels/convolution.ts';
import type { NetworkSpec } from '../network/parameters.ts';
import { layOutStatistics, layOutWeights, type Layout } from './layout.ts';
import type { WeightValues } from './recorder.ts';
import type { Value } from './value.ts';

/** Where a network's numbers lie, and how its convolutions are carried out. */
export interface Layouts {
  readonly style: ConvolutionStyle;
  readonly weights: Layout;
  readonly gradients: Layout;
  readonly statistics: Layout;
}

export function layoutsOf(spec: NetworkSpec, style: ConvolutionStyle): Layouts {
  return {
    style,
    weights: layOutWeights('weights', spec),
    gradients: layOutWeights('gradients', spec),
    statistics: layOutStatistics(spec),
  };
}

function find({ values }: Layout, name: string): Value {
  const value = values.get(name);
  if (value === undefined) throw new Error(`the network has no ${name}`);
  return value;
}

export function weightValuesOf({ weights, gradients, statistics }: Layouts): WeightValues {
  return {
    weight: (name) => find(weights, name),
    gradient: (name) => find(gradients, name),
    running: (layer) => find(statistics, layer),
  };
}
