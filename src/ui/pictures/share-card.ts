/** A picture to share: a normal image, the pseudo-anomaly made of it, and the link that opens its setting. */
import type { RgbImage } from '../../core/image/image.ts';
import { toRgba } from '../../core/image/picture.ts';
import type { CandidateDetail } from '../../state/worker-types.ts';
import { canvasOf, cardColours, drawingOf } from './canvas.ts';
import { linkLines } from './link-lines.ts';

export interface ShareCard {
  readonly detail: CandidateDetail;
  readonly title: string;
  readonly names: readonly [normal: string, pseudo: string];
  readonly verdict: string;
  readonly link: string;
}

/** As wide and high as other sites show pictures of links. Pixels. */
const [width, height] = [1200, 630];
const [side, top] = [400, 104];
const lefts = [110, 690] as const;
const accent = '#4aa8e0';

function put(context: CanvasRenderingContext2D, image: RgbImage, left: number): void {
  context.drawImage(canvasOf({ ...image, rgba: toRgba(image) }), left, top, side, side);
}

function frame(context: CanvasRenderingContext2D, { original, trail }: CandidateDetail): void {
  const zoom = side / original.width;
  const { left, top: y, width: w, height: h } = trail.touched;
  if (w === 0 || h === 0) return;
  context.strokeStyle = cardColours.frame;
  context.lineWidth = 3;
  context.strokeRect(lefts[1] + left * zoom, top + y * zoom, w * zoom, h * zoom);
}

function arrow(context: CanvasRenderingContext2D): void {
  const y = top + side / 2;
  context.strokeStyle = accent;
  context.lineWidth = 8;
  context.beginPath();
  context.moveTo(548, y);
  context.lineTo(648, y);
  context.moveTo(622, y - 24);
  context.lineTo(648, y);
  context.lineTo(622, y + 24);
  context.stroke();
}

function words(context: CanvasRenderingContext2D, { title, names, verdict, link }: ShareCard): void {
  const { fontFamily } = getComputedStyle(document.body);
  const write = (text: string, x: number, y: number) => {
    context.fillText(text, x, y);
  };
  context.fillStyle = cardColours.text;
  context.font = `700 40px ${fontFamily}`;
  write('Kizu', lefts[0], 66);
  context.font = `400 26px ${fontFamily}`;
  write(names[0], lefts[0], top + side + 36);
  write(`${names[1]} · ${verdict}`, lefts[1], top + side + 36);
  context.fillStyle = cardColours.muted;
  context.font = `400 30px ${fontFamily}`;
  write(title, 240, 66);
  context.font = '400 18px ui-monospace, monospace';
  linkLines(link, 88, 2).forEach((line, i) => {
    write(line, lefts[0], top + side + 76 + 24 * i);
  });
}

/** @throws if the browser gives no canvas. */
export function drawShareCard(card: ShareCard): HTMLCanvasElement {
  const context = drawingOf(width, height);
  context.fillStyle = cardColours.ground;
  context.fillRect(0, 0, width, height);
  put(context, card.detail.original, lefts[0]);
  put(context, card.detail.image, lefts[1]);
  frame(context, card.detail);
  arrow(context);
  words(context, card);
  return context.canvas;
}

/** Rejects if the browser cannot write a PNG. */
export function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('This browser could not write the picture as a PNG.'));
      else resolve(blob);
    }, 'image/png');
  });
}
