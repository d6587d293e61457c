/** The threshold as a line across the wall: dragged from image to image, or moved by keys. */
import { useRef, type PointerEvent } from 'react';
import { readingSteps } from '../../../hooks/reading-steps.ts';
import { useSpeech } from '../../../hooks/stages.ts';
import { wallSentences, wallText } from '../../../text/wall.ts';
import styles from './Wall.module.css';

interface WallLineProps {
  readonly threshold: number;
  readonly above: number;
  readonly below: number;
  /** One image of another score further up or down. */
  readonly onStep: (by: -1 | 1) => void;
  /** Behind so many images. */
  readonly onMove: (count: number) => void;
}

/** The wall scrolls while the line is held within so many pixels of its edge. */
const edgePx = 36;
const scrollPx = 14;

/** How many images stand before the one under the pointer; `undefined` between two rows. */
function countAt(line: HTMLElement, { clientX, clientY }: PointerEvent): number | undefined {
  const wall = line.parentElement;
  if (wall === null) return undefined;
  const { top, bottom, left, right } = wall.getBoundingClientRect();
  if (clientY < top + edgePx) wall.scrollTop -= scrollPx;
  if (clientY > bottom - edgePx) wall.scrollTop += scrollPx;
  const x = Math.min(right - 4, Math.max(left + 4, clientX));
  const y = Math.min(bottom - 4, Math.max(top + 4, clientY));
  const figure = document.elementFromPoint(x, y)?.closest('figure');
  if (figure?.parentElement !== wall) return undefined;
  const box = figure.getBoundingClientRect();
  const place = [...wall.querySelectorAll(':scope > figure')].indexOf(figure);
  return place + (x > box.left + box.width / 2 ? 1 : 0);
}

export function WallLine({ threshold, above, below, onStep, onMove }: WallLineProps) {
  const { say } = useSpeech();
  const isDragged = useRef(false);
  const [up, down] = [say(wallSentences.above)(above), say(wallSentences.below)(below)];
  const value = say(wallSentences.threshold)(threshold.toPrecision(4));
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.line}
      aria-label={say(wallText.line)}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={above + below}
      aria-valuenow={above}
      aria-valuetext={`${value}: ${up}, ${down}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragged.current = true;
      }}
      onPointerMove={(event) => {
        if (!isDragged.current) return;
        const count = countAt(event.currentTarget, event);
        if (count !== undefined && count !== above) onMove(count);
      }}
      onPointerUp={() => {
        isDragged.current = false;
      }}
      onPointerCancel={() => {
        isDragged.current = false;
      }}
      onKeyDown={(event) => {
        const by = readingSteps[event.key];
        if (by !== undefined) onStep(by);
        else if (event.key === 'Home') onMove(0);
        else if (event.key === 'End') onMove(above + below);
        else return;
        event.preventDefault();
        event.stopPropagation(); // the wall's own arrows walk its images
      }}
    >
      <span>{up}</span>
      <span className={styles.grip}>{value}</span>
      <span>{down}</span>
    </div>
  );
}
