/** A guessed ROC curve that is drawn by pointer, and the true one over it. */
import type { PointerEvent } from 'react';
import { useSpeech } from '../hooks/stages.ts';
import { learnText } from '../text/learn.ts';
import styles from './Play.module.css';

export interface CurvePoint {
  readonly fpr: number;
  readonly tpr: number;
}

interface RocPlotProps {
  /** From left to right, without the corners. */
  readonly guess: readonly CurvePoint[];
  readonly truth: readonly CurvePoint[] | undefined;
  /** The true curve's point at the threshold. */
  readonly marked: CurvePoint | undefined;
  readonly summary: string;
  readonly onMove: (index: number, tpr: number) => void;
}

const side = 200;
const x = (fpr: number) => side * fpr;
const y = (tpr: number) => side * (1 - tpr);

function path(points: readonly CurvePoint[]): string {
  return points.map(({ fpr, tpr }, i) => `${i === 0 ? 'M' : 'L'}${x(fpr)} ${y(tpr)}`).join('');
}

export function RocPlot({ guess, truth, marked, summary, onMove }: RocPlotProps) {
  const { say } = useSpeech();
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons === 0) return;
    const at = event.currentTarget.getScreenCTM()?.inverse();
    const { x: left, y: top } = new DOMPoint(event.clientX, event.clientY).matrixTransform(at);
    const distances = guess.map(({ fpr }) => Math.abs(x(fpr) - left));
    onMove(distances.indexOf(Math.min(...distances)), Math.min(1, Math.max(0, 1 - top / side)));
  };
  return (
    <svg
      viewBox="-34 -8 244 244"
      role="img"
      aria-label={summary}
      className={styles.roc}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
    >
      <rect width={side} height={side} className={styles.frame} />
      <path d={`M0 ${side}L${side} 0`} className={styles.diagonal} />
      <path d={path([{ fpr: 0, tpr: 0 }, ...guess, { fpr: 1, tpr: 1 }])} className={styles.guess} />
      {guess.map(({ fpr, tpr }) => (
        <circle key={fpr} cx={x(fpr)} cy={y(tpr)} r={6} className={styles.handle} />
      ))}
      {truth !== undefined && <path d={path(truth)} className={styles.truth} />}
      {marked !== undefined && (
        <circle cx={x(marked.fpr)} cy={y(marked.tpr)} r={5} className={styles.marked} />
      )}
      <text x={side / 2} y={side + 28} textAnchor="middle">
        {say(learnText.falseAlarms)}
      </text>
      <text transform={`translate(-18 ${side / 2}) rotate(-90)`} textAnchor="middle">
        {say(learnText.found)}
      </text>
    </svg>
  );
}
