import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { toGray } from '../image/gray.ts';
import type { RgbImage } from '../image/image.ts';
import { localAugment } from '../pseudo-anomaly/local-augment.ts';
import { createRandom } from '../random.ts';
import { candidateSsim, judge, type GateSettings } from './gate.ts';
import { globalSsim } from './global-ssim.ts';
import { meanSsim, ssimInBox, ssimMap } from './ssim-map.ts';
import { gaussian11 } from './window.ts';

function textured(side: number): RgbImage {
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    return 128 + 70 * Math.sin(x / 3 + (i % 3)) * Math.cos(y / 4);
  });
  return { width: side, height: side, data };
}

const image = textured(72);
const original = toGray(image);
const candidates = Array.from({ length: 12 }, (_, i) =>
  localAugment(image, createRandom(i), defaultExperiment),
);
const whole = { left: 0, top: 0, width: 72, height: 72 };
const gate = (changes: Partial<GateSettings>): GateSettings => ({ ...defaultExperiment, ...changes });

describe('the SSIM gate', () => {
  it('takes the whole-image mean and Eq. (1) as if the whole map had been computed', () => {
    for (const candidate of candidates) {
      const changed = toGray(candidate.image);
      const full = meanSsim(ssimInBox(original, changed, whole), image, gaussian11);
      const settings = gate({ gateStatistic: 'whole', gateImage: 'final' });
      expect(candidateSsim(image, candidate, settings)).toBeCloseTo(full, 9);
      const single = gate({ gateStatistic: 'whole-single', gateImage: 'final' });
      expect(candidateSsim(image, candidate, single)).toBeCloseTo(globalSsim(original.data, changed.data), 9);
    }
  });

  it('takes the patch mean and minimum over the mask grown by the window radius', () => {
    for (const candidate of candidates) {
      const map = ssimMap(original, toGray(candidate.geometryImage));
      const inside = [...map.data].filter((_, i) => {
        const [x, y] = [i % 72, Math.floor(i / 72)];
        return candidate.mask.data.some(
          (alpha, j) => alpha > 0 && Math.abs((j % 72) - x) <= 5 && Math.abs(Math.floor(j / 72) - y) <= 5,
        );
      });
      const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
      expect(candidateSsim(image, candidate, gate({ gateStatistic: 'patch-mean' }))).toBeCloseTo(mean, 9);
      expect(candidateSsim(image, candidate, gate({ gateStatistic: 'patch-min' }))).toBeCloseTo(
        Math.min(...inside),
        9,
      );
    }
  });

  it('rejects exactly when SSIM >= T', () => {
    const [candidate] = candidates;
    const ssim = candidateSsim(image, candidate, gate({}));
    expect(judge(image, candidate, gate({ gateThreshold: ssim })).isAccepted).toBe(false);
    expect(judge(image, candidate, gate({ gateThreshold: ssim + 1e-9 })).isAccepted).toBe(true);
  });

  it('rejects a patch of plain background though its colour changed, when it compares the geometry', () => {
    const plain: RgbImage = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(180) };
    const loud = localAugment(plain, createRandom(2), {
      ...defaultExperiment,
      brightness: 0.5,
      patchArea: [5, 10],
    });
    expect(judge(plain, loud, gate({ gateImage: 'geometry' })).isAccepted).toBe(false);
    expect(judge(plain, loud, gate({ gateImage: 'final' })).isAccepted).toBe(true);
  });

  it('gives numbers for images smaller than the window', () => {
    const tiny = textured(8);
    const candidate = localAugment(tiny, createRandom(1), defaultExperiment);
    for (const gateStatistic of ['patch-mean', 'patch-min', 'whole', 'whole-single'] as const) {
      expect(candidateSsim(tiny, candidate, gate({ gateStatistic }))).toBeLessThanOrEqual(1);
    }
  });
});
