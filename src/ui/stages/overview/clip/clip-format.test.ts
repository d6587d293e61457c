import { describe, expect, it } from 'vitest';
import { clipFormat } from './clip-format.ts';

const canvas = { prototype: { captureStream: () => undefined } };
const recorder = (...types: string[]) => ({ isTypeSupported: (type: string) => types.includes(type) });

describe('the format of a clip', () => {
  it('is the best one that the browser writes', () => {
    const both = recorder('video/webm', 'video/webm;codecs=vp9', 'video/mp4');
    expect(clipFormat({ MediaRecorder: both, HTMLCanvasElement: canvas })?.mimeType).toBe(
      'video/webm;codecs=vp9',
    );
    expect(clipFormat({ MediaRecorder: recorder('video/mp4'), HTMLCanvasElement: canvas })?.extension).toBe(
      'mp4',
    );
  });

  it('is none without a recorder, a stream of the canvas, or a known format', () => {
    expect(clipFormat({ HTMLCanvasElement: canvas })).toBeUndefined();
    expect(
      clipFormat({ MediaRecorder: recorder('video/webm'), HTMLCanvasElement: { prototype: {} } }),
    ).toBeUndefined();
    expect(clipFormat({ MediaRecorder: recorder('video/x-own'), HTMLCanvasElement: canvas })).toBeUndefined();
  });
});
