import { describe, expect, it } from 'vitest';
import { marksOf } from './run-marks.ts';

describe('marks of a run', () => {
  it('name what was changed, once a step, and not that a run went on as planned', () => {
    const marks = marksOf(
      [
        { type: 'continued', step: 20, steps: 40 },
        { type: 'rate-changed', step: 30, factor: 2 },
        { type: 'continued', step: 40, steps: 60 },
        { type: 'rate-changed', step: 40, factor: 0.5 },
      ],
      40,
      'en',
    );
    expect(marks).toEqual([
      { x: 30, label: 'rate × 2' },
      { x: 40, label: '+ 20 steps, rate × 0.5' },
    ]);
  });
});
