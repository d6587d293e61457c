/** Pictures of the detectors that learn to see where an image was changed. */
import styles from './Picture.module.css';
import { Arrow, Frame, through, type Point } from './shapes.tsx';

interface Cell {
  readonly column: number;
  readonly row: number;
}

function cells(columns: number, rows: number): readonly Cell[] {
  return Array.from({ length: columns * rows }, (_, i) => ({
    column: i % columns,
    row: Math.floor(i / columns),
  }));
}

/** Each place of an image is told to be normal or changed. */
export function LocalContrastPicture() {
  const isChanged = ({ column, row }: Cell) => Math.hypot((column - 5.4) / 2, (row - 1.8) / 1.3) < 1;
  return cells(9, 5).map((cell) => (
    <rect
      key={`${cell.column} ${cell.row}`}
      className={isChanged(cell) ? styles.pseudo : styles.faint}
      strokeWidth={0.75}
      x={6 + 9.5 * cell.column}
      y={5 + 9.5 * cell.row}
      width={7.5}
      height={7.5}
      rx={1}
    />
  ));
}

/** A piece of the image is cut out, turned, and put down elsewhere. */
export function CutPastePicture() {
  return (
    <>
      <Frame at={[6, 4]} width={84} height={48} look={styles.faint} />
      <rect className={styles.dashed} x={14} y={11} width={22} height={13} />
      <Arrow from={[38, 22]} to={[50, 31]} />
      <rect
        className={styles.pseudo}
        x={-11}
        y={-6.5}
        width={22}
        height={13}
        transform="translate(66 36) rotate(24)"
      />
    </>
  );
}

const stain: readonly Point[] = [
  [5, 12],
  [9, 6],
  [16, 8],
  [19, 13],
  [14, 19],
  [8, 18],
];

/** What was changed is painted over as it should be, and the two together give the mask. */
export function DraemPicture() {
  const blot = through(stain, true);
  const grain = through([
    [4, 21],
    [10, 19],
    [16, 22],
    [21, 20],
  ]);
  return (
    <>
      {[3, 36, 69].map((left, i) => (
        <g key={left} transform={`translate(${left} 16)`}>
          <Frame at={[0, 0]} width={24} look={i === 2 ? styles.plain : styles.faint} />
          {i < 2 && <path className={styles.normalLine} d={grain} />}
          {i === 1 && <path className={styles.normalLine} d={grain} transform="translate(0 -14)" />}
          {i === 0 && <path className={styles.pseudo} d={blot} />}
          {i === 2 && <path d={blot} fill="var(--surface)" stroke="none" />}
        </g>
      ))}
      <Arrow from={[28.5, 28]} to={[34, 28]} />
      <Arrow from={[61.5, 28]} to={[67, 28]} />
    </>
  );
}

/** A patch that melts into the image, and the label of each pixel: by how much it changed. */
export function NsaPicture() {
  const change = ({ column, row }: Cell) => Math.max(0, 1 - Math.hypot(column - 3.4, row - 2.6) / 3.4);
  return (
    <>
      <Frame at={[4, 8]} width={40} look={styles.faint} />
      {[15, 12, 9, 6, 3].map((radius) => (
        <circle key={radius} className={styles.pseudo} opacity={0.3} cx={27} cy={26} r={radius} />
      ))}
      {cells(7, 7).map((cell) => (
        <rect
          key={`${cell.column} ${cell.row}`}
          className={styles.plain}
          opacity={0.1 + 0.9 * change(cell)}
          x={53 + 5.7 * cell.column}
          y={8 + 5.7 * cell.row}
          width={5.2}
          height={5.2}
        />
      ))}
    </>
  );
}
