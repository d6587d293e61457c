/** A picture of pixels with what is laid over it. */
import { useEffect, useRef } from 'react';
import { paint, type Layers } from './paint.ts';
import { paintInTurn } from './paint-queue.ts';
import styles from './Picture.module.css';

interface PictureProps extends Layers {
  /** What the picture shows, for those who cannot see it; empty if the words beside it say so. */
  readonly alt: string;
}

export function Picture({
  alt,
  image,
  mask,
  outlineColour,
  differenceTo,
  ssim,
  map,
  mapScale,
  mapOpacity,
  mapContour,
}: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const layers = {
      image,
      mask,
      outlineColour,
      differenceTo,
      ssim,
      map,
      mapScale,
      mapOpacity,
      mapContour,
    };
    if (map !== undefined || ssim !== undefined) return paintInTurn(canvas.current, layers);
    paint(canvas.current, layers);
    return undefined;
  }, [image, mask, outlineColour, differenceTo, ssim, map, mapScale, mapOpacity, mapContour]);
  return (
    <canvas
      ref={canvas}
      className={styles.picture}
      {...(alt === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt })}
    />
  );
}
