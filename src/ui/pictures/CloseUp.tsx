/** A part of a picture that is ready, large: the patch, with some of what is around it; and its outline where that is wanted. */
import { memo, useLayoutEffect, useRef } from 'react';
import type { Box } from '../../core/image/image.ts';
import { purple, type Picture } from '../../core/image/picture.ts';
import styles from './Picture.module.css';
import { squareAround } from './square-around.ts';

interface CloseUpProps {
  /** Of one width and height. */
  readonly picture: Picture;
  readonly box: Box;
  /** Numbers of pixels that are drawn as a line. */
  readonly outline?: Uint32Array | undefined;
}

/** Decorative: the words beside it say what it shows. */
export const CloseUp = memo(function CloseUp({ picture, box, outline }: CloseUpProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // Before the frame is shown, or the picture would come one frame late.
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || !context) return;
    const { width, height, rgba } = picture;
    const square = squareAround(box, width);
    const [left, top, size] = [Math.round(square.left), Math.round(square.top), Math.round(square.width)];
    if (element.width !== size || element.height !== size) {
      element.width = size;
      element.height = size;
    }
    context.putImageData(new ImageData(rgba, width, height), -left, -top);
    context.fillStyle = `rgb(${purple.join(' ')})`;
    for (const pixel of outline ?? [])
      context.fillRect((pixel % width) - left, Math.floor(pixel / width) - top, 1, 1);
  }, [picture, box, outline]);
  return <canvas ref={canvas} className={styles.picture} aria-hidden="true" />;
});
