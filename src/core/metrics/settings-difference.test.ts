import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { settingsDifference } from './settings-difference.ts';

const labels = Array.from({ length: 48 }, (_, i) => (i < 20 ? 0 : 1));

/** Networks of one setting: each seed has a separation of its own, and sees what is hard in each image as the others do. */
function drawNetworks(separation: number, hardness: readonly number[], random: Random, seeds = 3) {
  return Array.from({ length: seeds }, () => {
    const own = separation + 0.4 * random.normal();
    return labels.map((label, i) => label * own + 0.8 * hardness[i] + 0.6 * random.normal());
  });
}

describe('the comparison of two settings', () => {
  it('does not follow from one seed each, nor from two', () => {
    const [one, two] = [labels.map(Number), labels.map((label) => 1 - label)];
    expect(settingsDifference({ labels, a: [one, one], b: [two, two] }, createRandom(1))).toEqual({
      kind: 'too-few',
      seeds: [2, 2],
    });
  });

  it('holds equal settings to be equal in at least 93 of 100 experiments of three seeds', () => {
    const experiments = 200;
    let called = 0;
    for (let i = 0; i < experiments; i++) {
      const random = createRandom(`experiment ${i}`);
      const hardness = labels.map(() => random.normal());
      const [a, b] = [drawNetworks(2, hardness, random), drawNetworks(2, hardness, random)];
      const found = settingsDifference({ labels, a, b }, random.fork('resamples'));
      if (found.kind === 'compared' && found.isDistinguishable) called++;
    }
    expect(called / experiments).toBeLessThanOrEqual(0.07);
  });

  it('tells settings apart that differ more than seeds and images explain', () => {
    const random = createRandom(3);
    const hardness = labels.map(() => random.normal());
    const [a, b] = [drawNetworks(3.5, hardness, random), drawNetworks(0.2, hardness, random)];
    const found = settingsDifference({ labels, a, b }, random.fork('resamples'));
    expect(found).toMatchObject({ kind: 'compared', isDistinguishable: true });
    expect(found.kind === 'compared' && found.low).toBeGreaterThan(0);
  });

  it('is wider than that of two networks when seeds differ', () => {
    const random = createRandom(8);
    const hardness = labels.map(() => 0.1 * random.normal());
    const steady = labels.map((label, i) => 2 * label + hardness[i]);
    const same = settingsDifference(
      { labels, a: [steady, steady, steady], b: [steady, steady, steady] },
      random,
    );
    expect(same).toMatchObject({ kind: 'compared', difference: 0, low: 0, high: 0 });
    const found = settingsDifference(
      { labels, a: drawNetworks(2, hardness, random), b: [steady, steady, steady] },
      random,
    );
    expect(found.kind === 'compared' && found.high - found.low).toBeGreaterThan(0.02);
  });

  it('is not computed when a class is missing', () => {
    const one = [[1], [2], [3]];
    expect(settingsDifference({ labels: [1], a: one, b: one }, createRandom(1))).toEqual({
      kind: 'not-computed',
    });
  });
});
