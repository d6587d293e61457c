/**
 * Grained leather seen close: pebbles with creases between them, pores and fine wrinkles that are natural; with a shallow cut, a fold,
 * a poke of a needle or a film of glue. A report category: no setting was chosen by it.
 */
import type { Random } from '../../random.ts';
import { latticeValue, noise, roughNoise } from './noise.ts';
import { distanceToPath, mix, scale, smoothStep, type Category, type Colour, type Scene } from './scene.ts';

interface Hide {
  readonly angle: number;
  readonly offset: readonly [number, number];
  /** Pebbles across the picture. */
  readonly count: number;
  readonly brightness: number;
  readonly tone: Colour;
  /** Natural wrinkles: fine creases that belong to it. */
  readonly wrinkles: readonly (readonly (readonly [number, number])[])[];
  readonly seed: number;
}

/** What a defect does at (x, y) of the picture. */
interface Flaw {
  /** Raises (positive) or lowers the surface, in pebble heights. */
  readonly relief: (x: number, y: number) => number;
  readonly tint: (colour: Colour, x: number, y: number) => Colour;
}

const flawless: Flaw = { relief: () => 0, tint: (colour) => colour };

type Path = readonly (readonly [number, number])[];

/** A line that turns a little at each of its points. */
function wander(random: Random, length: number, turn: number): Path {
  let [x, y] = [random.uniform(0.15, 0.85), random.uniform(0.15, 0.85)];
  let direction = random.uniform(0, 2 * Math.PI);
  const points: (readonly [number, number])[] = [[x, y]];
  for (let i = 0; i < 5; i++) {
    direction += random.uniform(-turn, turn);
    x += (length / 5) * Math.cos(direction);
    y += (length / 5) * Math.sin(direction);
    points.push([x, y]);
  }
  return points;
}

function drawHide(pose: Random): Hide {
  const warmth = pose.uniform(-0.02, 0.02);
  return {
    angle: pose.uniform(-0.4, 0.4),
    offset: [pose.uniform(0, 500), pose.uniform(0, 500)],
    count: pose.uniform(27, 33),
    brightness: pose.uniform(0.9, 1.1),
    tone: [0.52 + warmth, 0.335, 0.225 - warmth],
    wrinkles: Array.from({ length: 2 + pose.integer(4) }, () => wander(pose, pose.uniform(0.1, 0.3), 0.9)),
    seed: pose.integer(1e6),
  };
}

/** Distances to the nearest and the next centre of irregular cells, in cells [Worley's texture]. */
function cells(p: number, q: number, seed: number): readonly [nearest: number, next: number, tone: number] {
  const [column, row] = [Math.floor(p), Math.floor(q)];
  let [nearest, next, tone] = [9, 9, 0];
  for (let j = row - 1; j <= row + 1; j++) {
    for (let i = column - 1; i <= column + 1; i++) {
      const u = i + 0.1 + 0.8 * latticeValue(i, j, seed);
      const v = j + 0.1 + 0.8 * latticeValue(i, j, seed + 1);
      const distance = Math.hypot(p - u, q - v);
      if (distance < nearest) {
        next = nearest;
        nearest = distance;
        tone = latticeValue(i, j, seed + 2);
      } else if (distance < next) next = distance;
    }
  }
  return [nearest, next, tone];
}

function compose(hide: Hide, flaw: Flaw): Scene {
  const { angle, offset, count, brightness, tone, wrinkles, seed } = hide;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => {
    const [dx, dy] = [x - 0.5, y - 0.5];
    const bend = 0.5 * noise(x * 6, y * 6, seed + 9);
    const p = (dx * cos + dy * sin) * count + offset[0] + bend;
    const q = (dy * cos - dx * sin) * count * 1.15 + offset[1] + 0.5 * noise(x * 6, y * 6, seed + 10);
    const [nearest, next, own] = cells(p, q, seed);
    const crease = smoothStep(0.02, 0.3, next - nearest);
    const wrinkle = wrinkles.reduce(
      (deepest, path) => Math.min(deepest, smoothStep(0, 0.006, distanceToPath(x, y, path))),
      1,
    );
    const pore = smoothStep(0.05, 0.16, nearest + (own < 0.12 ? 0 : 1));
    const relief = (0.55 + 0.45 * crease) * (0.8 + 0.2 * wrinkle) * (0.85 + 0.15 * pore) + flaw.relief(x, y);
    const gloss = 0.94 + 0.12 * own + 0.07 * roughNoise(p * 4, q * 4, seed + 3);
    const light = brightness * (1 + 0.08 * noise(x * 1.6, y * 1.6, seed + 4));
    return flaw.tint(scale(tone, relief * gloss * light * 1.25), x, y);
  };
}

/** A blade has grazed the grain: thin, straight, no darker than a crease. */
function cut(flaw: Random): Flaw {
  const path = wander(flaw, flaw.uniform(0.14, 0.28), 0.06);
  const [width, depth] = [flaw.uniform(0.003, 0.0045), flaw.uniform(0.38, 0.52)];
  return {
    ...flawless,
    relief: (x, y) => -depth * smoothStep(1.6 * width, 0.4 * width, distanceToPath(x, y, path)),
  };
}

/** The hide was folded: a soft ridge, light on one side and dark on the other. */
function fold(flaw: Random): Flaw {
  const [u, v, direction] = [flaw.uniform(0.25, 0.75), flaw.uniform(0.25, 0.75), flaw.uniform(0, Math.PI)];
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  const [length, width, height] = [
    flaw.uniform(0.14, 0.24),
    flaw.uniform(0.014, 0.022),
    flaw.uniform(0.3, 0.45),
  ];
  return {
    ...flawless,
    relief: (x, y) => {
      const along = (x - u) * cos + (y - v) * sin;
      const across = ((y - v) * cos - (x - u) * sin) / width;
      return (
        height * across * Math.exp(0.5 - across * across) * smoothStep(length, 0.6 * length, Math.abs(along))
      );
    },
  };
}

/** A needle went in: as small as a pore, deeper, with a raised rim. */
function poke(flaw: Random): Flaw {
  const [u, v, radius] = [flaw.uniform(0.15, 0.85), flaw.uniform(0.15, 0.85), flaw.uniform(0.013, 0.018)];
  return {
    ...flawless,
    relief: (x, y) => {
      const away = Math.hypot(x - u, y - v) / radius;
      return -0.5 * smoothStep(1, 0.5, away) + 0.14 * Math.exp(-(((away - 1.5) / 0.4) ** 2));
    },
  };
}

/** Dried glue fills the creases: flatter and a little lighter, the grain shines through. */
function glue(flaw: Random): Flaw {
  const [u, v, size] = [flaw.uniform(0.2, 0.8), flaw.uniform(0.2, 0.8), flaw.uniform(0.05, 0.08)];
  const [seed, strength] = [flaw.integer(1e6), flaw.uniform(0.5, 0.68)];
  const film: Colour = [0.62, 0.45, 0.33];
  return {
    ...flawless,
    tint: (colour, x, y) => {
      const ragged = 0.5 * size * roughNoise(x * 20, y * 20, seed);
      return mix(
        colour,
        film,
        strength * smoothStep(0.008, -0.012, Math.hypot(x - u, y - v) - size + ragged),
      );
    },
  };
}

const flaws: Readonly<Record<string, (flaw: Random) => Flaw>> = { cut, fold, poke, glue };

export const leather: Category = {
  defects: ['cut', 'fold', 'glue', 'poke'],
  grain: 2.5,
  compose: (pose, defect, flaw) =>
    compose(drawHide(pose), defect === undefined ? flawless : flaws[defect](flaw)),
};
