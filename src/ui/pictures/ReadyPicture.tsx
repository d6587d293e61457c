/** Pixels that a worker has made ready: the page only puts them on a canvas. */
import { memo, useLayoutEffect, useRef } from 'react';
import type { Picture } from '../../core/image/picture.ts';
import styles from './Picture.module.css';

/** Decorative: the words beside it say what it shows. */
export const ReadyPicture = memo(function ReadyPicture({ picture }: { readonly picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // Before the frame is shown, or the picture would come one frame late.
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || !context) return;
    const { width, height, rgba } = picture;
    if (element.width !== width || element.height !== height) {
      element.width = width;
      element.height = height;
    }
    context.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [picture]);
  return <canvas ref={canvas} className={styles.picture} aria-hidden="true" />;
});
