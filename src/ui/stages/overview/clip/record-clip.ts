/** The film of a patch, once through, as a video file with the link of its setting in a corner. */
import { cardColours, drawingOf } from '../../../pictures/canvas.ts';
import { frameMs } from '../../../hooks/motion.ts';
import { linkLines } from '../../../pictures/link-lines.ts';
import {
  cameraAt,
  drawFrame,
  followWith,
  motionAt,
  motionSeconds,
  type Camera,
  type Film,
  type MotionStep,
} from '../../../pictures/patch-motion.ts';
import type { ClipFormat } from './clip-format.ts';

/** Pixels. */
const side = 560;
const strip = 64;
const bitsPerSecond = 4_000_000;
/** Characters of a line of the link, and its lines. */
const [perLine, lineCount] = [86, 2];
const colours = { line: cardColours.frame, hole: 'rgb(0 0 0 / 45%)' };

export interface Clip {
  readonly film: Film;
  /** What is done in a step, in the user's language. */
  readonly factOf: (step: MotionStep) => string;
  readonly link: string;
  readonly format: ClipFormat;
  /** Ends it; the promise then rejects. */
  readonly signal: AbortSignal;
  /** Told each second how many have been recorded. */
  readonly onSecond: (seconds: number) => void;
}

/** What is done now over the link. */
function drawStrip(context: CanvasRenderingContext2D, fact: string, link: readonly string[]): void {
  context.fillStyle = cardColours.ground;
  context.fillRect(0, side, side, strip);
  context.fillStyle = cardColours.text;
  context.font = '600 16px system-ui, sans-serif';
  context.fillText(`Kizu · ${fact}`, 10, side + 22);
  context.fillStyle = cardColours.muted;
  context.font = '10px ui-monospace, monospace';
  link.forEach((line, i) => {
    context.fillText(line, 10, side + 40 + 14 * i);
  });
}

/** Draws frame after frame on the canvas that is recorded; the camera follows as it does on the page. */
function createDrawing({ film, factOf, link }: Clip): {
  readonly canvas: HTMLCanvasElement;
  readonly drawAt: (seconds: number) => void;
} {
  const picture = drawingOf(side, side);
  const whole = drawingOf(side, side + strip);
  const camera: Camera = { left: 0, top: 0, size: film.side };
  const lines = linkLines(link, perLine, lineCount);
  return {
    canvas: whole.canvas,
    drawAt(seconds) {
      const at = motionAt(Math.min(seconds, motionSeconds - 0.001));
      followWith(camera, cameraAt(film, at.step, at.share));
      drawFrame(picture, film, { ...at, camera, colours });
      whole.drawImage(picture.canvas, 0, 0);
      drawStrip(whole, factOf(at.step), lines);
    },
  };
}

/** Draws in real time until the film is over; rejects if it is ended before. */
function play({ signal, onSecond }: Clip, drawAt: (seconds: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let told = 0;
    const end = (settle: () => void) => {
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = () => {
      end(() => {
        reject(new DOMException('The recording was ended.', 'AbortError'));
      });
    };
    const timer = setInterval(() => {
      const seconds = (performance.now() - began) / 1000;
      drawAt(seconds);
      if (Math.floor(seconds) > told) onSecond(++told);
      if (seconds >= motionSeconds) end(resolve);
    }, frameMs);
    signal.addEventListener('abort', onAbort);
  });
}

/** Takes as long as the film. Rejects if the browser fails to record, or with an `AbortError` when it is ended. */
export async function recordClip(clip: Clip): Promise<Blob> {
  clip.signal.throwIfAborted();
  const { canvas, drawAt } = createDrawing(clip);
  drawAt(0);
  const stream = canvas.captureStream(Math.round(1000 / frameMs));
  const { mimeType } = clip.format;
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: bitsPerSecond });
  const parts: Blob[] = [];
  const isOver = new Promise<void>((resolve, reject) => {
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      resolve();
    };
    recorder.onerror = () => {
      reject(new Error('The browser’s recorder failed.'));
    };
  });
  try {
    recorder.start();
    await Promise.race([play(clip, drawAt), isOver]);
    recorder.stop();
    await isOver;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
  const blob = new Blob(parts, { type: mimeType });
  if (blob.size === 0) throw new Error('The browser recorded nothing.');
  return blob;
}
