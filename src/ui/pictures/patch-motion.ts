/** The way of a patch as a film: which part of it shows what, and one frame of it on a canvas. */
import type { Box, RgbImage } from '../../core/image/image.ts';
import { toRgba } from '../../core/image/picture.ts';
import type { PatchTrail } from '../../core/pseudo-anomaly/candidate.ts';
import type { CandidateDetail } from '../../state/worker-types.ts';
import { canvasOf } from './canvas.ts';
import { squareAround } from './square-around.ts';

/** In their order, with their lengths in seconds. */
export const motionSteps = [
  ['image', 1.1],
  ['cut', 0.9],
  ['turn', 1],
  ['shift', 0.9],
  ['colour', 0.9],
  ['paste', 0.9],
  ['result', 2.2],
] as const;

export type MotionStep = (typeof motionSteps)[number][0];

export const motionSeconds = motionSteps.reduce((sum, [, seconds]) => sum + seconds, 0);

/** Where a film of so many seconds stands: the step, and the share of it that has passed. */
export function motionAt(seconds: number): { readonly step: MotionStep; readonly share: number } {
  let left = seconds % motionSeconds;
  for (const [step, length] of motionSteps) {
    if (left < length) return { step, share: left / length };
    left -= length;
  }
  return { step: 'result', share: 1 };
}

/** The second at which a step begins. */
export function startOf(step: MotionStep): number {
  const at = motionSteps.findIndex(([name]) => name === step);
  return motionSteps.slice(0, at).reduce((sum, [, seconds]) => sum + seconds, 0);
}

/** The second at which a step is as good as done. */
export function endOf(step: MotionStep): number {
  const length = motionSteps.find(([name]) => name === step)?.[1] ?? 0;
  return startOf(step) + length - 0.02;
}

/** Pixels of a candidate, ready to be drawn in part. */
export interface Film {
  readonly original: HTMLCanvasElement;
  readonly final: HTMLCanvasElement;
  readonly patches: readonly PatchTrail[];
  /** What the camera looks at closely. */
  readonly close: Box;
  readonly side: number;
}

const asCanvas = (image: RgbImage) => canvasOf({ ...image, rgba: toRgba(image) });

/** A box around all those of some size; of no size if there are none. */
function boxAround(boxes: readonly Box[]): Box {
  const real = boxes.filter(({ width }) => width > 0);
  if (real.length === 0) return { left: 0, top: 0, width: 0, height: 0 };
  const left = Math.min(...real.map((box) => box.left));
  const top = Math.min(...real.map((box) => box.top));
  const right = Math.max(...real.map((box) => box.left + box.width));
  const bottom = Math.max(...real.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}

export function filmOf({ original, image, trail }: CandidateDetail): Film {
  const side = original.width;
  const sources = trail.patches.map(({ source }) => source);
  return {
    original: asCanvas(original),
    final: asCanvas(image),
    patches: trail.patches,
    close: squareAround(boxAround([...sources, trail.touched]), side),
    side,
  };
}

export interface Camera {
  left: number;
  top: number;
  size: number;
}

const ease = (share: number) => share * share * (3 - 2 * share);

/** How far each change has gone, 0 to 1. */
function progressAt(
  step: MotionStep,
  share: number,
): Readonly<Record<'lift' | 'turn' | 'shift' | 'colour' | 'paste', number>> {
  const order = motionSteps.findIndex(([name]) => name === step);
  const done = (name: MotionStep) => {
    const at = motionSteps.findIndex(([other]) => other === name);
    return at < order ? 1 : at === order ? ease(share) : 0;
  };
  const paste = done('paste');
  return {
    lift: done('cut') * (1 - paste),
    turn: done('turn'),
    shift: done('shift'),
    colour: done('colour'),
    paste,
  };
}

/** Where the camera is to be at a step. */
export function cameraAt({ close, side }: Film, step: MotionStep, share: number): Camera {
  const isFar = step === 'image' || (step === 'result' && share > 0.55);
  return isFar ? { left: 0, top: 0, size: side } : { left: close.left, top: close.top, size: close.width };
}

/** How much of its way the camera goes in a frame. */
const follow = 0.16;

/** Moves the camera on its way; at once where motion is not wanted. */
export function followWith(camera: Camera, goal: Camera, hasMotion = true): void {
  const pace = hasMotion ? follow : 1;
  for (const key of ['left', 'top', 'size'] as const) camera[key] += pace * (goal[key] - camera[key]);
}

interface Colours {
  readonly line: string;
  readonly hole: string;
}

/** Over photographs, which do not follow the theme. */
export const filmColours: Colours = { line: '#ff6fcf', hole: 'rgb(0 0 0 / 45%)' };

type Progress = ReturnType<typeof progressAt>;

function drawPatch(
  context: CanvasRenderingContext2D,
  { original, final }: Film,
  { source, rotation, scale, shiftX, shiftY }: PatchTrail,
  {
    progress,
    pixel,
    colours,
  }: { readonly progress: Progress; readonly pixel: number; readonly colours: Colours },
): void {
  const { left, top, width, height } = source;
  const { lift, turn, shift, colour } = progress;
  const isGone = progress.paste === 1;
  context.save();
  if (!isGone) {
    context.globalAlpha = Math.min(1, 2 * lift);
    context.fillStyle = colours.hole;
    context.fillRect(left, top, width, height);
    context.strokeStyle = colours.line;
    context.lineWidth = 1.5 * pixel;
    context.setLineDash([4 * pixel, 3 * pixel]);
    context.strokeRect(left, top, width, height);
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
  context.translate(left + width / 2 + shiftX * shift, top + height / 2 + shiftY * shift);
  context.rotate(rotation * turn);
  const grown = scale ** turn;
  context.scale(grown, grown);
  context.shadowColor = `rgb(0 0 0 / ${60 * lift}%)`;
  context.shadowBlur = 14 * lift;
  context.shadowOffsetY = 6 * lift;
  context.drawImage(original, left, top, width, height, -width / 2, -height / 2, width, height);
  context.shadowColor = 'transparent';
  context.beginPath();
  context.rect(-width / 2, -height / 2, width, height);
  if (colour > 0) {
    context.save();
    context.clip();
    context.scale(1 / grown, 1 / grown);
    context.rotate(-rotation * turn);
    context.translate(-(left + width / 2 + shiftX * shift), -(top + height / 2 + shiftY * shift));
    context.globalAlpha = colour;
    context.drawImage(final, 0, 0);
    context.restore();
  }
  context.globalAlpha = Math.max(lift, 0);
  context.strokeStyle = colours.line;
  context.lineWidth = (2 * pixel) / grown;
  context.stroke();
  context.restore();
}

/** One frame on a canvas of `width` device pixels a side. */
export function drawFrame(
  context: CanvasRenderingContext2D,
  film: Film,
  {
    step,
    share,
    camera,
    colours,
  }: {
    readonly step: MotionStep;
    readonly share: number;
    readonly camera: Camera;
    readonly colours: Colours;
  },
): void {
  const { width } = context.canvas;
  const zoom = width / camera.size;
  context.setTransform(zoom, 0, 0, zoom, -camera.left * zoom, -camera.top * zoom);
  context.imageSmoothingEnabled = zoom < 6;
  const progress = progressAt(step, share);
  context.globalAlpha = 1;
  context.drawImage(film.original, 0, 0);
  const pixel = Math.max(1, width / 320) / zoom;
  if (step !== 'image' && step !== 'result')
    for (const patch of film.patches) drawPatch(context, film, patch, { progress, pixel, colours });
  if (film.patches.length === 0 || progress.paste > 0) {
    context.globalAlpha =
      film.patches.length === 0 ? Math.max(progress.colour, progress.paste) : progress.paste;
    context.drawImage(film.final, 0, 0);
    context.globalAlpha = 1;
  }
  if (step === 'image' || step === 'cut') {
    context.strokeStyle = colours.line;
    context.lineWidth = 2 * pixel;
    for (const { source } of film.patches)
      context.strokeRect(source.left, source.top, source.width, source.height);
  }
}
