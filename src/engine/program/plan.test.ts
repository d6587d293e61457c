import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernels/kernel.ts';
import { bytesOfPlan, shareBuffers, withoutUnused, type Call, type Plan } from './plan.ts';
import { bytesOf, type Value } from './value.ts';

const kernel: Kernel = {
  name: 'none',
  reads: [],
  writes: [],
  integers: {},
  grid: { kind: 'flat', threads: 1 },
  body: '',
};

function call(reads: readonly Value[], writes: readonly Value[]): Call {
  const named = (values: readonly Value[]) => Object.fromEntries(values.map((value) => [value.name, value]));
  return { kernel, label: '', reads: named(reads), writes: named(writes) };
}

function chain(sizes: readonly number[], kept: readonly number[]): { plan: Plan; values: Value[] } {
  const values = sizes.map((size, i) => ({ name: `v${i}`, shape: [size] }));
  const calls = values.slice(1).map((value, i) => call([values[i]], [value]));
  return { plan: { sections: [calls], kept: kept.map((i) => values[i]) }, values };
}

describe('values of a plan', () => {
  it('of a chain take turns in two buffers', () => {
    const { plan } = chain([100, 100, 100, 100, 100], []);
    expect(shareBuffers(plan).slots).toEqual([400, 400]);
    expect(bytesOfPlan(plan)).toBe(800);
  });

  it('that are kept have memory of their own', () => {
    const { plan, values } = chain([100, 100, 100, 100], [0, 3]);
    const { slotOf } = shareBuffers(plan);
    const others = values.slice(1, 3).map((value) => slotOf.get(value));
    expect(others).not.toContain(slotOf.get(values[0]));
    expect(others).not.toContain(slotOf.get(values[3]));
    expect(slotOf.get(values[0])).not.toBe(slotOf.get(values[3]));
  });

  it('that nothing kept depends on are not computed, unless they lie in an arena', () => {
    const [a, b, c, dead] = ['a', 'b', 'c', 'dead'].map((name) => ({ name, shape: [1] }));
    const placed = { name: 'w', shape: [1], place: { arena: 'weights', offset: 0 } };
    const [first, second, third] = [call([], [a]), call([a], [b, dead]), call([a], [placed])];
    const plan = {
      sections: [
        [first, call([b], [dead])],
        [second, call([b], [c]), third],
      ],
      kept: [b],
    };
    expect(withoutUnused(plan)).toEqual({ sections: [[first], [second, third]], kept: [b] });
  });

  it('in an arena take none of the plan', () => {
    const placed = { name: 'w', shape: [1000], place: { arena: 'weights', offset: 0 } };
    const y = { name: 'y', shape: [10] };
    expect(bytesOfPlan({ sections: [[call([placed], [y])]], kept: [] })).toBe(40);
  });

  it('never share while both are needed, fit where they are put, and take no more than one buffer each', () => {
    const reads = fc.array(fc.nat({ max: 8 }), { maxLength: 3 });
    const cases = fc.array(fc.record({ size: fc.integer({ min: 1, max: 50 }), reads }), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(cases, (steps) => {
        const values: Value[] = [];
        const calls = steps.map(({ size, reads: back }, i) => {
          const read = [...new Set(back.map((n) => i - 1 - n).filter((at) => at >= 0))];
          const value = { name: `v${i}`, shape: [size] };
          const made = call(
            read.map((at) => values[at]),
            [value],
          );
          values.push(value);
          return made;
        });
        const plan = { sections: [calls], kept: [] };
        const { slots, slotOf } = shareBuffers(plan);
        const spans = values.map((value) => {
          const at = calls.flatMap((one, i) =>
            [...Object.values(one.reads), ...Object.values(one.writes)].includes(value) ? [i] : [],
          );
          return [Math.min(...at), Math.max(...at)];
        });
        values.forEach((value, i) => {
          const slot = slotOf.get(value) ?? -1;
          expect(slots[slot]).toBeGreaterThanOrEqual(bytesOf(value));
          for (let other = 0; other < i; other++) {
            const areBothNeeded = spans[other][0] <= spans[i][1] && spans[i][0] <= spans[other][1];
            if (areBothNeeded) expect(slotOf.get(values[other])).not.toBe(slot);
          }
        });
        const apart = values.reduce((sum, value) => sum + bytesOf(value), 0);
        expect(bytesOfPlan(plan)).toBeLessThanOrEqual(apart);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
