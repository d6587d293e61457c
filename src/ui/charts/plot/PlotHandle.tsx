/** A point on a line chart that is dragged, or pushed along its curve by the arrow keys. Lies over the chart's plot. */
import { useContext, useRef, createContext } from 'react';
import styles from './Plot.module.css';
import { usePlotInsets } from './plot-insets.ts';
import { shareOf, valueAt, type Scale } from './scale.ts';

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
}

interface PlotHandleProps {
  /** Both axes go from 0 to 1. */
  readonly point: PlotPoint;
  readonly name: string;
  readonly text: string;
  readonly onDrag: (place: PlotPoint) => void;
  /** One point further along the curve, or back. */
  readonly onStep: (by: 1 | -1) => void;
}

const steps: Readonly<Partial<Record<string, 1 | -1>>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

const clamp = (share: number) => Math.min(1, Math.max(0, share));

export function PlotHandle({ point, name, text, onDrag, onStep }: PlotHandleProps) {
  const isDragged = useRef(false);
  const { top, right, bottom, left } = usePlotInsets();
  const scales = useContext(PlotView);
  const [across, up] = [clamp(shareOf(scales.x, point.x)), clamp(shareOf(scales.y, point.y))];
  const dragTo = (event: React.PointerEvent<HTMLElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const x = clamp((event.clientX - frame.left) / frame.width);
    const y = clamp(1 - (event.clientY - frame.top) / frame.height);
    onDrag({ x: valueAt(scales.x, x), y: valueAt(scales.y, y) });
  };
  return (
    <div
      className={styles.handleArea}
      style={{ inset: `${top}px ${right}px ${bottom}px ${left}px` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragged.current = true;
        dragTo(event);
      }}
      onPointerMove={(event) => {
        if (isDragged.current) dragTo(event);
      }}
      onPointerUp={() => {
        isDragged.current = false;
      }}
    >
      <div
        role="slider"
        tabIndex={0}
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={Number(point.x.toFixed(3))}
        aria-valuetext={text}
        className={styles.handle}
        style={{ insetInlineStart: `${100 * across}%`, insetBlockEnd: `${100 * up}%` }}
        onKeyDown={(event) => {
          const by = steps[event.key];
          if (by === undefined) return;
          event.preventDefault();
          onStep(by);
        }}
      />
    </div>
  );
}

export interface PlotScales {
  readonly x: Scale;
  readonly y: Scale;
}

const share: Scale = { domain: [0, 1], isLog: false };

export const PlotView = createContext<PlotScales>({ x: share, y: share });
