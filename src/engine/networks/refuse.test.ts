import { describe, expect, it } from 'vitest';
import { OperationRefusedError, refuseOthers } from './refuse.ts';

describe('operations that only some are known of', () => {
  const operations = refuseOthers<string>('ONNX export', { upsample: (x) => `${x}.upsampled` });

  it('carry out what they know', () => {
    expect(operations.upsample('x')).toBe('x.upsampled');
  });

  it('refuse the others by name, and say what is known', () => {
    const layer = { name: 'c', stride: 1, padding: 0 };
    expect(() => operations.convolve('x', layer)).toThrow(OperationRefusedError);
    expect(() => operations.convolve('x', layer)).toThrow(
      'ONNX export expected only the operations upsample; the network uses convolve',
    );
  });
});
