/** Pictures of the detectors that judge by where an image lies among normal ones. */
import styles from './Picture.module.css';
import { around, Arrow, Dots, Line, middle, seeds, through, type Point } from './shapes.tsx';

/** Normal views come together; what is made wrong is pushed away. */
export function ContrastivePicture() {
  const home: Point = [28, 28];
  const views = [0, 0.2, 0.4, 0.6, 0.8].map((turn) => ({
    from: around(home, 18, turn),
    to: around(home, 6, turn),
  }));
  const pushed = [-0.06, 0, 0.06].map((turn) => ({
    from: around(home, 36, turn),
    to: around(home, 56, turn),
  }));
  return (
    <>
      {views.map(({ from, to }) => (
        <Arrow key={from.join()} from={from} to={to} look={styles.normalLine} />
      ))}
      {pushed.map(({ from, to }) => (
        <Arrow key={from.join()} from={from} to={to} look={styles.pseudoLine} />
      ))}
      <Dots at={views.map(({ from }) => from)} radius={3} />
      <Dots at={pushed.map(({ from }) => from)} look={styles.pseudo} radius={3} />
    </>
  );
}

/** A small sphere holds what is normal; how far from its centre counts. */
export function DeepSvddPicture() {
  const centre: Point = [38, 28];
  const odd: Point = [82, 12];
  return (
    <>
      <circle className={styles.faint} cx={centre[0]} cy={centre[1]} r={24} />
      <Dots at={seeds(centre, 20, 16)} />
      <Line from={centre} to={odd} look={`${styles.oddLine} ${styles.dashed}`} />
      <Dots at={[odd]} look={styles.odd} radius={3.5} />
    </>
  );
}

/** A boundary in any shape; the points on it hold it. */
export function OcSvmPicture() {
  const bent = (turn: number, distance: number): Point => {
    const [x, y] = around([0, 0], distance * (1 + 0.2 * Math.cos(6 * Math.PI * turn)), turn);
    return [44 + 1.45 * x, 28 + y];
  };
  const turns = Array.from({ length: 72 }, (_, i) => i / 72);
  const inside = seeds([0, 0], 1, 14).map(([x, y]) =>
    bent(Math.atan2(y, x) / (2 * Math.PI), 16 * Math.hypot(x, y)),
  );
  const support = [0.02, 0.3, 0.52, 0.7].map((turn) => bent(turn, 21));
  const boundary = through(
    turns.map((turn) => bent(turn, 21)),
    true,
  );
  return (
    <>
      <path className={styles.faint} d={boundary} />
      <Dots at={[...inside, ...support]} />
      {support.map(([x, y]) => (
        <circle key={x} className={styles.normalLine} cx={x} cy={y} r={4.5} />
      ))}
      <Dots
        at={[
          [88, 10],
          [12, 48],
          [84, 50],
        ]}
        look={styles.odd}
        radius={3}
      />
    </>
  );
}

/** Clusters, each with a width of its own in every direction; the nearest one counts. */
export function SsdPicture() {
  const clusters = [
    { at: [22, 17], turn: -25 },
    { at: [32, 43], turn: 15 },
    { at: [74, 33], turn: 65 },
  ] as const;
  return (
    <>
      {clusters.map(({ at: [x, y], turn }) => (
        <g key={x} transform={`translate(${x} ${y}) rotate(${turn})`}>
          <ellipse className={styles.faint} rx={19} ry={10} />
          <Dots at={seeds([0, 0], 1, 7).map(([a, b]): Point => [15 * a, 7 * b])} />
        </g>
      ))}
      <Line from={[50, 12]} to={[34, 16]} look={`${styles.oddLine} ${styles.dashed}`} />
      <Dots at={[[52, 12]]} look={styles.odd} radius={3.5} />
    </>
  );
}

/** A patch of an image, and the one of the kept normal patches that is nearest to it. */
export function PatchCorePicture() {
  const bank = Array.from({ length: 12 }, (_, i): Point => [62 + 10 * (i % 3), 8 + 10.5 * Math.floor(i / 3)]);
  const [, y] = middle;
  return (
    <>
      <rect className={styles.faint} x={6} y={8} width={40} height={40} rx={2} />
      {[16, 26, 36].map((place) => (
        <path key={place} strokeWidth={0.75} d={`M${place} 8V48M6 ${place + 2}H46`} />
      ))}
      <rect className={styles.odd} x={26} y={y} width={10} height={10} />
      {bank.map(([left, top]) => (
        <rect
          key={`${left} ${top}`}
          className={styles.normal}
          x={left}
          y={top}
          width={8}
          height={8}
          rx={1}
          opacity={left === 62 && top === 29 ? 1 : 0.45}
        />
      ))}
      <Line from={[36, 33]} to={[61, 33]} look={`${styles.oddLine} ${styles.dashed}`} />
    </>
  );
}
