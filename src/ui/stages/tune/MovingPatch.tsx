/** A patch turning, then sliding to its place, once. */
import { useEffect, useMemo, useRef } from 'react';
import type { CandidateDetail } from '../../../state/worker-types.ts';
import { onEachFrame } from '../../hooks/motion.ts';
import picture from '../../pictures/Picture.module.css';
import {
  cameraAt,
  drawFrame,
  endOf,
  filmColours,
  filmOf,
  followWith,
  motionAt,
  startOf,
  type Camera,
} from '../../pictures/patch-motion.ts';

const [first, last] = [startOf('turn'), endOf('shift')];

/** Milliseconds from the first turn to the place. */
export const movingMs = 1000 * (last - first);

/** Pixels of the canvas. */
const side = 320;

export function MovingPatch({ detail }: { readonly detail: CandidateDetail }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const film = useMemo(() => filmOf(detail), [detail]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return undefined;
    let seconds = first;
    const camera: Camera = { left: 0, top: 0, size: film.side };
    return onEachFrame((passed) => {
      seconds = Math.min(last, seconds + passed);
      const at = motionAt(seconds);
      followWith(camera, cameraAt(film, at.step, at.share));
      drawFrame(context, film, { ...at, camera, colours: filmColours });
    });
  }, [film]);
  return <canvas ref={canvas} width={side} height={side} className={picture.picture} aria-hidden="true" />;
}
