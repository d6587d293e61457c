/** Canvases that are not part of the page: to draw on, or with pixels to draw from. */
import type { Picture } from '../../core/image/picture.ts';

/** What pictures for others are drawn in, whatever the page's theme is. */
export const cardColours = {
  ground: '#121417',
  text: '#eceff2',
  muted: '#a3aeb8',
  frame: '#ff6fcf',
} as const;

/** @throws if the browser gives no canvas. */
export function drawingOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gave no canvas to draw on.');
  return context;
}

/** Empty where the browser gives no canvas: what is drawn from it leaves its place free. */
export function canvasOf({ width, height, rgba }: Picture): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}
