/** A part of a picture that is ready, large: the patch, with some of what is around it. */
import { memo, useLayoutEffect, useRef } from 'react';
import type { Box } from '../../core/image/image.ts';
import type { Picture } from '../../core/image/picture.ts';
import styles from './Picture.module.css';
import { squareAround } from './square-around.ts';

interface CloseUpProps {
  /** Of one width and height. */
  readonly picture: Picture;
  readonly box: Box;
}

/** Decorative: the words beside it say what it shows. */
export const CloseUp = memo(function CloseUp({ picture, box }: CloseUpProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || !context) return;
    const { width, height, rgba } = picture;
    const square = squareAround(box, width);
    const [left, top, size] = [Math.round(square.left), Math.round(square.top), Math.round(square.width)];
    element.width = size;
    element.height = size;
    context.putImageData(new ImageData(rgba, width, height), -left, -top);
  }, [picture, box]);
  return <canvas ref={canvas} className={styles.picture} aria-hidden="true" />;
});
