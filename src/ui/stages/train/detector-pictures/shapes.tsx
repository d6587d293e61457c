/** What the pictures of detectors are made of: dots, arrows, frames and the narrowing shape of a network. */
import styles from './Picture.module.css';

export type Point = readonly [x: number, y: number];

const size = { width: 96, height: 56 } as const;

/** Where the middle of a picture is. */
export const middle: Point = [size.width / 2, size.height / 2];

export const viewBox = `0 0 ${size.width} ${size.height}`;

/** The point at `distance` from `origin`, `angle` in turns. */
export function around([x, y]: Point, distance: number, angle: number): Point {
  const radians = 2 * Math.PI * angle;
  return [x + distance * Math.cos(radians), y + distance * Math.sin(radians)];
}

/** `count` points spread evenly over a disc, as the seeds of a sunflower lie. */
export function seeds(origin: Point, radius: number, count: number): readonly Point[] {
  const golden = (3 - Math.sqrt(5)) / 2;
  return Array.from({ length: count }, (_, i) =>
    around(origin, radius * Math.sqrt((i + 0.5) / count), i * golden),
  );
}

/** A path through the points; closed when `isClosed`. */
export function through(points: readonly Point[], isClosed = false): string {
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${isClosed ? 'Z' : ''}`;
}

/** The straight line between two points, as a path. */
export function Line({
  from,
  to,
  look = '',
}: {
  readonly from: Point;
  readonly to: Point;
  readonly look?: string | undefined;
}) {
  return <path className={look} d={through([from, to])} />;
}

export function Arrow({
  from,
  to,
  look,
}: {
  readonly from: Point;
  readonly to: Point;
  readonly look?: string | undefined;
}) {
  const angle = Math.atan2(from[1] - to[1], from[0] - to[0]) / (2 * Math.PI);
  return (
    <>
      <Line from={from} to={to} look={look} />
      <path className={look} d={through([around(to, 3.5, angle - 0.1), to, around(to, 3.5, angle + 0.1)])} />
    </>
  );
}

export function Dots({
  at,
  look = styles.normal,
  radius = 2.5,
}: {
  readonly at: readonly Point[];
  readonly look?: string | undefined;
  readonly radius?: number;
}) {
  return at.map(([x, y]) => <circle key={`${x} ${y}`} className={look} cx={x} cy={y} r={radius} />);
}

/** An image: its upper left corner and its two lengths. */
export function Frame({
  at: [x, y],
  width,
  height = width,
  look,
}: {
  readonly at: Point;
  readonly width: number;
  readonly height?: number;
  readonly look?: string | undefined;
}) {
  return <rect className={look} x={x} y={y} width={width} height={height} rx={2} />;
}

/** A network from `left` to `right`, as high at its two ends as it is told. */
export function Network({
  left,
  right,
  heights: [first, last],
}: {
  readonly left: number;
  readonly right: number;
  readonly heights: readonly [number, number];
}) {
  const [, y] = middle;
  const corners: readonly Point[] = [
    [left, y - first / 2],
    [right, y - last / 2],
    [right, y + last / 2],
    [left, y + first / 2],
  ];
  return <path className={styles.faint} d={through(corners, true)} />;
}
