/** Where everything of one network lies on the device. */
import type { NetworkSpec } from '../networks/parameters.ts';
import { layOutStatistics, layOutWeights, type Layout } from './layout.ts';
import type { Execution, WeightValues } from './recorder.ts';
import type { Value } from './value.ts';

/** Where a network's numbers lie, and how its operations are carried out. */
export interface Layouts extends Execution {
  readonly weights: Layout;
  readonly gradients: Layout;
  readonly statistics: Layout;
}

export function layoutsOf(spec: NetworkSpec, execution: Execution): Layouts {
  return {
    ...execution,
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
