import { describe, expect, it } from 'vitest';
import type { StepEvent } from '../../core/run/events.ts';
import { titleOf } from './title.ts';

const steps = [{ step: 42 } as StepEvent];

describe('the title of the page', () => {
  it('tells how far training is, and how it ended', () => {
    const titles = (['idle', 'running', 'paused', 'done', 'failed'] as const).map((status) =>
      titleOf({ status, steps, total: 100 }, 'en'),
    );
    expect(titles).toEqual([
      undefined,
      '42 % – Kizu',
      '‖ 42 % – Kizu',
      '✓ Trained – Kizu',
      '✕ Training failed – Kizu',
    ]);
    expect(titleOf({ status: 'starting', steps: [], total: 0 }, 'ja')).toBe('0 % – Kizu');
  });
});
