import { describe, expect, it } from 'vitest';
import type { DeviceReport } from '../../core/run/events.ts';
import { executionFor } from './create-trainer.ts';

function reportOf(hasHalfStorage: boolean): DeviceReport {
  return { backend: 'webgpu', adapter: 'a', isSoftware: false, hasHalfStorage, fallbackReason: '' };
}

describe('activations', () => {
  it.each([
    [true, true, 'f16'],
    [true, false, 'f32'],
    [false, true, 'f32'],
    [false, false, 'f32'],
  ] as const)(
    'wished for in 16 bits: %s, on a device that can: %s, are kept as %s',
    (halfStorage, can, kept) => {
      expect(executionFor({ halfStorage }, { report: reportOf(can) }).storage).toBe(kept);
    },
  );
});
