import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { toGray } from '../image/gray.ts';
import type { RgbImage } from '../image/image.ts';
import { generate } from '../pseudo-anomaly/generate.ts';
import { localAugment } from '../pseudo-anomaly/local-augment.ts';
import { inputOf } from '../pseudo-anomaly/testing/images.ts';
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
  localAugment(inputOf(image), createRandom(i), defaultExperiment),
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

  it('takes the mean of the channels where it is asked to', () => {
    const [candidate] = candidates;
    const channelOf = (from: RgbImage, channel: number): RgbImage => ({
      ...from,
      data: from.data.map((_, i) => from.data[i - (i % 3) + channel]),
    });
    for (const gateStatistic of ['whole', 'whole-single', 'patch-mean'] as const) {
      const settings = gate({ gateStatistic, gateImage: 'final' });
      const each = [0, 1, 2].map((channel) =>
        candidateSsim(
          channelOf(image, channel),
          { ...candidate, image: channelOf(candidate.image, channel) },
          settings,
        ),
      );
      const mean = each.reduce((sum, value) => sum + value, 0) / 3;
      expect(candidateSsim(image, candidate, { ...settings, gateColour: 'channels' })).toBeCloseTo(mean, 12);
    }
  });

  it('keeps everything when it is off, and still says the SSIM', () => {
    const [candidate] = candidates;
    const verdict = judge(image, candidate, gate({ gateEnabled: false, gateThreshold: 0 }));
    expect(verdict.isAccepted).toBe(true);
    expect(verdict.ssim).toBe(candidateSsim(image, candidate, gate({})));
  });

  it('calls an image that nothing was done to the same', () => {
    const untouched = generate(inputOf(image), createRandom(1), { ...defaultExperiment, generator: 'none' });
    expect(judge(image, untouched, gate({}))).toEqual({ ssim: 1, threshold: 0.95, isAccepted: false });
  });

  it('rejects exactly when SSIM >= T', () => {
    const [candidate] = candidates;
    const ssim = candidateSsim(image, candidate, gate({}));
    expect(judge(image, candidate, gate({ gateThreshold: ssim })).isAccepted).toBe(false);
    expect(judge(image, candidate, gate({ gateThreshold: ssim + 1e-9 })).isAccepted).toBe(true);
  });

  it('rejects a patch of plain background though its colour changed, when it compares the geometry', () => {
    const plain: RgbImage = { width: 64, height: 64, data: new Uint8Array(64 * 64 * 3).fill(180) };
    const loud = localAugment(inputOf(plain), createRandom(2), {
      ...defaultExperiment,
      brightness: 0.5,
      patchArea: [5, 10],
    });
    expect(judge(plain, loud, gate({ gateImage: 'geometry' })).isAccepted).toBe(false);
    expect(judge(plain, loud, gate({ gateImage: 'final' })).isAccepted).toBe(true);
  });

  it('gives numbers for images smaller than the window', () => {
    const tiny = textured(8);
    const candidate = localAugment(inputOf(tiny), createRandom(1), defaultExperiment);
    for (const gateStatistic of ['patch-mean', 'patch-min', 'whole', 'whole-single'] as const) {
      expect(candidateSsim(tiny, candidate, gate({ gateStatistic }))).toBeLessThanOrEqual(1);
    }
  });
});
