import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { breakEvenRate, cautiousRate, cheapestThreshold } from './alarm-costs.ts';

/** A concave ROC curve through (0, some share) and (1, 1), as its corners. */
function drawCurve(random: Random): { readonly x: number; readonly y: number }[] {
  const count = 1 + random.integer(4);
  // Slopes that fall are those of a concave curve.
  const widths = Array.from({ length: count }, () => random.next() ** 6 + 1e-9);
  const rises = widths.map((width) => width * Math.exp(4 * random.normal()));
  const steps = widths
    .map((width, i) => ({ width, rise: rises[i] }))
    .sort((a, b) => b.rise / b.width - a.rise / a.width);
  const [across, up] = [widths, rises].map((values) => values.reduce((a, b) => a + b, 0));
  const start = random.next() < 0.5 ? 0 : random.next();
  let [x, y] = [0, start];
  const corners = [{ x, y }];
  for (const { width, rise } of steps) {
    x += width / across;
    y += ((1 - start) * rise) / up;
    corners.push({ x, y });
  }
  return corners;
}

function heightAt(corners: readonly { readonly x: number; readonly y: number }[], x: number): number {
  const next = corners.findIndex((corner) => corner.x >= x);
  if (next <= 0) return corners[Math.max(0, next)].y;
  const [a, b] = [corners[next - 1], corners[next]];
  return a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}

describe('from costs to a share of false alarms', () => {
  const costs = { miss: 200, falseAlarm: 5, prevalence: 0.002 };

  it('they cost as much as all misses at the break-even rate', () => {
    const rate = breakEvenRate(costs);
    expect(rate).toBeCloseTo(0.4 / 4.99, 12);
    expect(cautiousRate(costs)).toBeCloseTo(rate / 4, 12);
    expect(cautiousRate({ miss: 1e6, falseAlarm: 1, prevalence: 0.5 })).toBe(0.5);
  });

  it('a quarter of it never costs more than B / 4 above the best threshold, and other rates may', () => {
    const random = createRandom('regret');
    const even = 0.2;
    const regretOf = (rate: number, curve: ReturnType<typeof drawCurve>) => {
      const cost = (x: number) => x + even * (1 - heightAt(curve, x));
      const least = Math.min(...curve.map(({ x }) => cost(x)), 0 + even * (1 - 0)); // corners, and no alarm at all
      return cost(rate) - least;
    };
    const curves = Array.from({ length: 20_000 }, () => drawCurve(random));
    const worst = (rate: number) => Math.max(...curves.map((curve) => regretOf(rate, curve)));
    expect(worst(even / 4)).toBeLessThanOrEqual(even / 4 + 1e-9);
    for (const other of [even / 16, even / 2, even]) expect(worst(other)).toBeGreaterThan(even / 4 + 0.01);
  });
});

describe('the cheapest threshold of labelled images', () => {
  it('is the one that trying all of them finds', () => {
    const random = createRandom('cheapest');
    for (let set = 0; set < 200; set++) {
      const draw = (count: number, above: number) =>
        Array.from({ length: count }, () => Math.round(4 * (random.normal() + above)));
      const [normals, defects] = [draw(1 + random.integer(20), 0), draw(1 + random.integer(20), 1)];
      const costs = {
        miss: random.uniform(1, 50),
        falseAlarm: random.uniform(1, 5),
        prevalence: random.uniform(0.01, 0.5),
      };
      const costAt = (threshold: number) => {
        const alarms = normals.filter((score) => score >= threshold).length;
        const rate = threshold === Infinity ? 0 : (alarms + 1) / (normals.length + 1);
        const missed = defects.filter((score) => score < threshold).length / defects.length;
        return costs.prevalence * costs.miss * missed + (1 - costs.prevalence) * costs.falseAlarm * rate;
      };
      const tried = [...normals, ...defects].flatMap((score) => [score, score + 0.5]);
      const least = Math.min(...[Infinity, ...tried].map(costAt));
      const found = cheapestThreshold(normals, defects, costs)!;
      expect(found.cost).toBeCloseTo(least, 12);
      expect(costAt(found.threshold)).toBeCloseTo(least, 12);
    }
  });

  it('raises no alarm where none pays', () => {
    const costs = { miss: 1, falseAlarm: 1000, prevalence: 0.001 };
    expect(cheapestThreshold([1, 2], [9], costs)).toMatchObject({ threshold: Infinity, missRate: 1 });
  });

  it('is undefined without normal images, without defects, and where a score is no number', () => {
    const costs = { miss: 1, falseAlarm: 1, prevalence: 0.1 };
    expect(cheapestThreshold([], [1], costs)).toBeUndefined();
    expect(cheapestThreshold([1], [], costs)).toBeUndefined();
    expect(cheapestThreshold([1, Number.NaN], [1], costs)).toBeUndefined();
  });
});
