import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import { resNet18Network } from '../networks/resnet18-network.ts';
import { drawParameters, startStatistics } from '../networks/parameters.ts';
import { smallNetwork as shape } from '../testing/small-network.ts';
import { exportSafetensors, toTorchTensors } from './export-weights.ts';
import { writeSafetensors } from './formats/safetensors.ts';
import { importModel } from './import-model.ts';

const normalisation = { mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] } as const;
const network = resNet18Network(shape);
const { spec } = network;
const model = { parameters: drawParameters(spec, createRandom(1)), statistics: startStatistics(spec) };

/** Whether all numbers are the same; toEqual would take seconds. */
function isSame(
  got: Readonly<Record<string, Float32Array>>,
  wanted: Readonly<Record<string, Float32Array>>,
): boolean {
  const names = Object.keys(wanted);
  return (
    names.length === Object.keys(got).length &&
    names.every((name) => got[name].every((value, i) => value === wanted[name][i]))
  );
}

describe('a network from a file', () => {
  it.each([true, false])('is all that left, the head with it (its norms: %s)', (headBatchNorm) => {
    const own = { ...shape, headBatchNorm };
    const ownSpec = resNet18Network(own).spec;
    const left = {
      parameters: drawParameters(ownSpec, createRandom(2)),
      statistics: startStatistics(ownSpec),
    };
    const back = importModel(
      exportSafetensors(left, resNet18Network(own), normalisation),
      resNet18Network(own),
    );
    if (!back.ok) throw new Error(back.problem.where);
    expect(isSame(back.value.parameters, left.parameters)).toBe(true);
    expect(isSame(back.value.statistics, left.statistics)).toBe(true);
  });

  it('is refused where a tensor is missing, of another shape, or not finite, with its name', () => {
    const name = 'layer1.0.conv1.weight';
    const changed = (change: (tensors: ReturnType<typeof toTorchTensors>) => void) => {
      const tensors = toTorchTensors(model, network);
      change(tensors);
      return importModel(writeSafetensors(tensors, {}), network);
    };
    const missing = changed((tensors) => tensors.delete(name));
    expect(missing).toMatchObject({
      ok: false,
      problem: { kind: 'malformed', where: name, came: 'nothing' },
    });
    const other = changed((tensors) => tensors.set(name, { shape: [1], values: Float32Array.of(0) }));
    expect(other).toMatchObject({ problem: { where: name, came: '1', wanted: '16 x 16 x 3 x 3' } });
    const broken = changed((tensors) => {
      const tensor = tensors.get(name)!;
      tensors.set(name, { ...tensor, values: tensor.values.map((value, i) => (i === 5 ? NaN : value)) });
    });
    expect(broken).toMatchObject({ problem: { where: name, came: 'NaN' } });
    expect(importModel(Uint8Array.of(1, 2, 3), network).ok).toBe(false);
  });
});
