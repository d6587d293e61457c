import { describe, expect, it } from 'vitest';
import { unitsPerPixel } from './text-size.ts';

describe('text in a chart', () => {
  it('is larger in units where the chart is drawn smaller, and keeps its size on the screen', () => {
    const pixels = 240;
    expect((11 * unitsPerPixel(480, pixels) * pixels) / 480).toBe(11);
  });

  it('is as given where the chart has room, or is not drawn yet', () => {
    expect(unitsPerPixel(480, 960)).toBe(1);
    expect(unitsPerPixel(480, 0)).toBe(1);
  });
});
