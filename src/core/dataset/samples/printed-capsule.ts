/** A glossy two-tone capsule with a printed mark on a light ground; scratched, cracked, squeezed or misprinted. */
import type { Random } from '../../random.ts';
import { noise, roughNoise } from './noise.ts';
import { inkAt, printStart, type Stroke } from './printed-mark.ts';
import {
  coverage,
  distanceToPath,
  mix,
  scale,
  smoothStep,
  type Category,
  type Colour,
  type Scene,
} from './scene.ts';

interface Capsule {
  readonly centre: readonly [number, number];
  readonly angle: number;
  /** Half of the straight part, and the radius of the round ends. */
  readonly half: number;
  readonly radius: number;
  /** Where the two halves meet, along the axis. */
  readonly joint: number;
  /** How far the print has rolled from the middle. */
  readonly roll: number;
  readonly light: number;
  readonly seed: number;
}

/** What a defect does, at (u, v) along and across the capsule's axis. */
interface Flaw {
  /** Moves the outline inwards by this much. */
  readonly bite: (u: number, v: number) => number;
  /** Ink at a place, 0 to 1, in place of the plain print. */
  readonly ink: (u: number, v: number, pixel: number, print: typeof inkAt) => number;
  readonly tint: (colour: Colour, place: { u: number; v: number; pixel: number }) => Colour;
}

const flawless: Flaw = {
  bite: () => 0,
  ink: (u, v, pixel, print) => print(u, v, pixel),
  tint: (colour) => colour,
};

const capColour: Colour = [0.74, 0.27, 0.16];
const bodyColour: Colour = [0.9, 0.84, 0.68];
const inkColour: Colour = [0.13, 0.14, 0.2];

function drawCapsule(pose: Random): Capsule {
  return {
    centre: [0.5 + pose.uniform(-0.025, 0.025), 0.5 + pose.uniform(-0.04, 0.04)],
    angle: pose.uniform(-0.14, 0.14),
    half: pose.uniform(0.222, 0.232),
    radius: pose.uniform(0.148, 0.154),
    joint: pose.uniform(-0.03, -0.015),
    roll: pose.uniform(-0.02, 0.02),
    light: pose.uniform(0.95, 1.05),
    seed: pose.integer(1e6),
  };
}

function outline(u: number, v: number, { half, radius, joint }: Capsule): number {
  const over = Math.max(0, Math.abs(u) - half);
  const wider = u < joint ? 0.004 : 0; // the cap slips over the body
  return Math.hypot(over, v) - radius - wider;
}

function ground(x: number, y: number, { light, seed }: Capsule): Colour {
  const value =
    light * (0.83 + 0.03 * (0.5 - y) + 0.012 * noise(x * 2, y * 2, seed)) +
    0.006 * noise(x * 90, y * 90, seed + 1);
  return [value, value * 1.005, value * 1.01];
}

/** Round and glossy: darker to the edges, a bright band along the upper side. */
function gloss(colour: Colour, v: number, { radius, light }: Capsule): Colour {
  const across = v / radius;
  const round = Math.sqrt(Math.max(0, 1 - across * across));
  const body = scale(colour, light * (0.55 + 0.45 * round));
  const band =
    0.5 * Math.exp(-(((across + 0.48) / 0.13) ** 2)) + 0.12 * Math.exp(-(((across - 0.6) / 0.2) ** 2));
  return mix(body, [1, 1, 1], band);
}

function surface(
  u: number,
  v: number,
  pixel: number,
  { capsule, flaw }: { capsule: Capsule; flaw: Flaw },
): Colour {
  const share = coverage(u - capsule.joint, pixel);
  const base = mix(bodyColour, capColour, share);
  const seam = coverage(Math.abs(u - capsule.joint) - 0.0025, pixel);
  const ink = flaw.ink(u, v - capsule.roll, pixel, inkAt);
  const painted = mix(mix(base, scale(base, 0.62), seam), inkColour, 0.9 * ink);
  return flaw.tint(gloss(painted, v, capsule), { u, v, pixel });
}

function compose(capsule: Capsule, flaw: Flaw): Scene {
  const [cos, sin] = [Math.cos(capsule.angle), Math.sin(capsule.angle)];
  return (x, y, pixel) => {
    const [dx, dy] = [x - capsule.centre[0], y - capsule.centre[1]];
    const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin];
    const distance = outline(u, v, capsule) + flaw.bite(u, v);
    const behind = () => {
      const fallen = outline(u - 0.012, v - 0.028, capsule);
      return scale(ground(x, y, capsule), 1 - 0.32 * smoothStep(0.04, -0.02, fallen));
    };
    if (distance > pixel) return behind();
    const solid = surface(u, v, pixel, { capsule, flaw });
    const shown = coverage(distance, pixel);
    return shown >= 1 ? solid : mix(behind(), solid, shown);
  };
}

/** A jagged line from one place in a direction. */
function drawPath(
  flaw: Random,
  start: readonly [number, number],
  span: { length: number; jag: number },
): Stroke {
  const direction = flaw.uniform(0, 2 * Math.PI);
  return Array.from({ length: 7 }, (_, i) => {
    const along = (i / 6 - 0.5) * span.length;
    const off = span.jag * flaw.uniform(-1, 1);
    return [
      start[0] + along * Math.cos(direction) - off * Math.sin(direction),
      start[1] + along * Math.sin(direction) + off * Math.cos(direction),
    ] as const;
  });
}

function placeOnSurface({ half, radius }: Capsule, flaw: Random): readonly [number, number] {
  return [flaw.uniform(-half, half), flaw.uniform(-0.5, 0.5) * radius];
}

function scratch(capsule: Capsule, flaw: Random): Flaw {
  const path = drawPath(flaw, placeOnSurface(capsule, flaw), { length: flaw.uniform(0.11, 0.2), jag: 0.003 });
  const width = flaw.uniform(0.003, 0.0045);
  return {
    ...flawless,
    tint: (colour, { u, v, pixel }) => {
      const line = coverage(distanceToPath(u, v, path) - width, pixel);
      const lip = coverage(distanceToPath(u, v - 0.006, path) - width, pixel);
      return mix(mix(colour, scale(colour, 0.55), lip), [0.98, 0.97, 0.95], 0.85 * line);
    },
  };
}

function crack(capsule: Capsule, flaw: Random): Flaw {
  const path = drawPath(flaw, placeOnSurface(capsule, flaw), {
    length: flaw.uniform(0.14, 0.22),
    jag: 0.016,
  });
  return {
    ...flawless,
    tint: (colour, { u, v, pixel }) => {
      const distance = distanceToPath(u, v, path);
      const halo = 0.3 * smoothStep(0.02, 0, distance);
      return mix(scale(colour, 1 - halo), [0.07, 0.05, 0.04], coverage(distance - 0.0045, pixel));
    },
  };
}

/** A dent in the side: the outline gives way and the light breaks there. */
function squeeze(capsule: Capsule, flaw: Random): Flaw {
  const side = flaw.next() < 0.5 ? -1 : 1;
  const at = flaw.uniform(-0.75, 0.75) * capsule.half;
  const depth = flaw.uniform(0.028, 0.042);
  const width = flaw.uniform(0.05, 0.08);
  const dent = (u: number, v: number) =>
    Math.exp(-(((u - at) / width) ** 2)) * smoothStep(0, 0.8 * capsule.radius, side * v);
  return {
    ...flawless,
    bite: (u, v) => depth * dent(u, v),
    tint: (colour, { u, v }) =>
      scale(colour, 1 - 0.38 * dent(u, v) * smoothStep(-0.01, 0.02, (u - at) * side)),
  };
}

/** The print slipped, doubled or wore off in part. */
function misprint(_capsule: Capsule, flaw: Random): Flaw {
  const isDoubled = flaw.next() < 0.5;
  const slip = [flaw.uniform(0.018, 0.03), flaw.uniform(-0.03, 0.03)] as const;
  const wornFrom = printStart + flaw.uniform(0.04, 0.12);
  const seed = flaw.integer(1e6);
  return {
    ...flawless,
    ink: (u, v, pixel, print) => {
      if (isDoubled) return Math.max(print(u, v, pixel), 0.85 * print(u - slip[0], v - slip[1], pixel));
      const worn =
        smoothStep(0, 0.02, u - wornFrom) * smoothStep(-0.5, 0.1, roughNoise(u * 50, v * 50, seed));
      return print(u, v, pixel) * (1 - worn);
    },
  };
}

const flaws: Readonly<Record<string, (capsule: Capsule, flaw: Random) => Flaw>> = {
  scratch,
  crack,
  squeeze,
  misprint,
};

export const printedCapsule: Category = {
  defects: ['crack', 'misprint', 'scratch', 'squeeze'],
  grain: 1.6,
  compose: (pose, defect, flaw) => {
    const capsule = drawCapsule(pose);
    return compose(capsule, defect === undefined ? flawless : flaws[defect](capsule, flaw));
  },
};
