/** A line at a threshold over a histogram; where it can be moved it is dragged, or pushed by the arrow keys. */
import { useRef } from 'react';
import styles from './Chart.module.css';

export interface Threshold {
  readonly value: number;
  readonly label: string;
  /** Name of the handle, where the line can be moved. */
  readonly name?: string;
  readonly onMove?: (value: number) => void;
}

interface ThresholdLineProps {
  readonly threshold: Threshold;
  /** Values at the plot's left and right edge. */
  readonly low: number;
  readonly high: number;
  /** Size of the plot in units of the SVG. */
  readonly plot: { readonly width: number; readonly height: number };
}

/** Shares of the plot that an arrow key, and a page key, move the line by. */
const steps: Readonly<Record<string, number>> = {
  ArrowRight: 0.005,
  ArrowUp: 0.005,
  ArrowLeft: -0.005,
  ArrowDown: -0.005,
  PageUp: 0.05,
  PageDown: -0.05,
};

function Line({ x, height, label, width }: { x: number; height: number; label: string; width: number }) {
  return (
    <>
      <line x1={x} x2={x} y1="14" y2={height} className={styles.threshold} />
      <text x={x} y="11" textAnchor={x > width / 2 ? 'end' : 'start'} className={styles.tick}>
        {label}
      </text>
    </>
  );
}

/** Attributes take no exponents, which JavaScript writes below 1e-6. */
const decimal = (value: number) => Math.round(value * 1e6) / 1e6;

export function ThresholdLine({ threshold, low, high, plot }: ThresholdLineProps) {
  const isDragged = useRef(false);
  const { value, label, name, onMove } = threshold;
  const share = (value - low) / Math.max(1e-12, high - low);
  const x = Math.min(1, Math.max(0, share)) * plot.width;
  const line = <Line x={x} height={plot.height} label={label} width={plot.width} />;
  if (onMove === undefined) return share >= 0 && share <= 1 ? line : null;

  const moveTo = (event: React.PointerEvent<SVGElement>) => {
    const frame = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    if (frame === undefined) return;
    const at = Math.min(1, Math.max(0, (event.clientX - frame.left) / frame.width));
    onMove(low + at * (high - low));
  };
  return (
    <g
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={decimal(low)}
      aria-valuemax={decimal(high)}
      aria-valuenow={decimal(value)}
      aria-valuetext={String(Number(value.toPrecision(4)))}
      className={styles.grip}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragged.current = true;
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (isDragged.current) moveTo(event);
      }}
      onPointerUp={() => {
        isDragged.current = false;
      }}
      onKeyDown={(event) => {
        const step = steps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        onMove(value + step * (high - low));
      }}
    >
      <rect x="0" y="0" width={plot.width} height={plot.height} fill="transparent" />
      {line}
      <circle cx={x} cy={plot.height / 2} r="7" className={styles.knob} />
    </g>
  );
}
