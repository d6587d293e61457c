/** The picture that a region is drawn on: a brush or a shape by the pointer, ignored cells hatched. */
import { useEffect, useRef, type PointerEvent } from 'react';
import type { RgbImage } from '../../../../core/image/image.ts';
import type { Point, Rectangle } from '../../../../core/image/region-drawing.ts';
import { regionSide } from '../../../../core/image/region-of-interest.ts';
import { Picture } from '../../../pictures/Picture.tsx';
import styles from './Region.module.css';

interface RegionPictureProps {
  readonly image: RgbImage | undefined;
  readonly cells: Uint8Array;
  /** Shown as a frame; none while a brush draws. */
  readonly rectangle: Rectangle | undefined;
  /** Of a polygon, shown with the lines between them. */
  readonly corners: readonly Point[];
  /** What is to be seen, in words. */
  readonly label: string;
  /** The pointer went down, then moved; both in shares of the sides. */
  readonly onDraw: (from: Point, to: Point, isFirst: boolean) => void;
}

/** Dark, with lighter stripes: to be told from any picture, in colour or not. */
function paintCells(canvas: HTMLCanvasElement, cells: Uint8Array): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const pixels = new ImageData(regionSide, regionSide);
  cells.forEach((cell, at) => {
    if (cell === 0) return;
    const isStripe = ((at % regionSide) + Math.floor(at / regionSide)) % 6 < 2;
    pixels.data.set(isStripe ? [235, 235, 235, 190] : [20, 20, 24, 170], 4 * at);
  });
  context.putImageData(pixels, 0, 0);
}

function pointOf(event: PointerEvent<HTMLElement>): Point {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  const inside = (share: number) => Math.min(1, Math.max(0, share));
  return { x: inside((event.clientX - left) / width), y: inside((event.clientY - top) / height) };
}

export function RegionPicture({ image, cells, rectangle, corners, label, onDraw }: RegionPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<Point>(undefined);
  useEffect(() => {
    if (canvas.current !== null) paintCells(canvas.current, cells);
  }, [cells]);
  const draw = (event: PointerEvent<HTMLElement>, isFirst: boolean) => {
    const to = pointOf(event);
    onDraw(isFirst ? to : (last.current ?? to), to, isFirst);
    last.current = to;
  };
  const end = () => {
    last.current = undefined;
  };
  const frame = rectangle && {
    insetInlineStart: `${100 * rectangle.left}%`,
    insetBlockStart: `${100 * rectangle.top}%`,
    inlineSize: `${100 * Math.max(0, rectangle.right - rectangle.left)}%`,
    blockSize: `${100 * Math.max(0, rectangle.bottom - rectangle.top)}%`,
  };
  return (
    <div
      className={styles.picture}
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        draw(event, true);
      }}
      onPointerMove={(event) => {
        if (last.current !== undefined) draw(event, false);
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {image !== undefined && <Picture alt="" image={image} />}
      <canvas
        ref={canvas}
        className={styles.cells}
        width={regionSide}
        height={regionSide}
        aria-hidden="true"
      />
      {corners.length > 0 && (
        <svg className={styles.corners} viewBox="0 0 1 1" aria-hidden="true">
          <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} />
          {corners.map(({ x, y }, i) => (
            <circle key={i} cx={x} cy={y} r={0.012} />
          ))}
        </svg>
      )}
      {frame && <div className={styles.frame} style={frame} />}
    </div>
  );
}
