import { describe, expect, it } from 'vitest';
import golden from '../fixtures/colour.json' with { type: 'json' };
import { adjustBrightness, adjustContrast, adjustHue, adjustSaturation } from './colour.ts';

const operations = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
} as const;

/** torch keeps channels first; Kizu keeps them last. */
function interleaved(planes: readonly number[]): Float32Array {
  const count = planes.length / 3;
  return Float32Array.from(planes, (_, i) => planes[(i % 3) * count + Math.floor(i / 3)]);
}

describe('colour operations', () => {
  it.each(golden.cases.map((example) => [example.op, example.factor, example.result] as const))(
    'agree with torchvision: %s %d',
    (op, factor, result) => {
      const pixels = interleaved(golden.image);
      operations[op as keyof typeof operations](pixels, factor);
      const wanted = interleaved(result);
      const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - pixels[i])), 0);
      expect(worst).toBeLessThan(2 / 255);
      expect(worst).toBeLessThan(1e-4);
    },
  );

  it('leave gray gray when saturation or hue move', () => {
    const pixels = Float32Array.of(0.25, 0.25, 0.25, 1, 1, 1, 0, 0, 0);
    adjustSaturation(pixels, 1.5);
    adjustHue(pixels, 0.3);
    expect([...pixels].map((value) => value.toFixed(6))).toEqual(
      [0.25, 0.25, 0.25, 1, 1, 1, 0, 0, 0].map((value) => value.toFixed(6)),
    );
  });

  it('do nothing to an empty patch', () => {
    const pixels = new Float32Array(0);
    adjustContrast(pixels, 0.5);
    expect(pixels).toHaveLength(0);
  });
});
