/**
 * A cable cut across: seven insulated wires of three colours in a sheath, each with strands of copper, turned any way round; with a
 * missing strand, two wires swapped, a nick in an insulation or a thin sheath. A report category: no setting was chosen by it.
 */
import type { Random } from '../../random.ts';
import { latticeValue, noise, roughNoise } from './noise.ts';
import { coverage, mix, scale, type Category, type Colour, type Scene } from './scene.ts';

interface Wire {
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
  /** How its strands are turned. */
  readonly twist: number;
  readonly seed: number;
}

interface Cable {
  readonly centre: readonly [number, number];
  readonly radius: number;
  readonly wires: readonly Wire[];
  readonly brightness: number;
  readonly seed: number;
}

/** What a defect changes. */
interface Flaw {
  /** Strand that is not there. */
  readonly missing?: { readonly wire: number; readonly strand: number };
  /** A notch in an insulation: where around the wire, how wide (radians) and how deep (share of its thickness). */
  readonly nick?: {
    readonly wire: number;
    readonly at: number;
    readonly half: number;
    readonly depth: number;
  };
  /** The sheath's inside is nearer to its outside there. */
  readonly thin?: { readonly at: number; readonly half: number; readonly depth: number };
}

const wireRadius = 0.105;
const coreRadius = 0.066;
const strandRadius = 0.0205;
const strandsPerWire = 7;

const blue: Colour = [0.2, 0.32, 0.55];
const brown: Colour = [0.42, 0.28, 0.2];
const green: Colour = [0.34, 0.5, 0.26];
/** The middle one, then around it. */
const order: readonly Colour[] = [green, blue, brown, blue, brown, green, brown];

/** A bundle lies any way round: `swap` exchanges the second and third wire around the middle. */
function drawCable(pose: Random, swap: readonly [number, number] | undefined): Cable {
  const turn = pose.uniform(0, 2 * Math.PI);
  const centre = [0.5 + pose.uniform(-0.02, 0.02), 0.5 + pose.uniform(-0.02, 0.02)] as const;
  const colourOf = (i: number) => {
    const place = swap?.indexOf(i) ?? -1;
    return order[swap === undefined || place < 0 ? i : swap[1 - place]];
  };
  const wires = order.map((_, i): Wire => {
    const angle = turn + ((i - 1) * Math.PI) / 3 + pose.uniform(-0.05, 0.05);
    const away = i === 0 ? 0.01 : 0.222 + pose.uniform(-0.004, 0.006);
    return {
      x: centre[0] + away * Math.cos(angle),
      y: centre[1] + away * Math.sin(angle),
      colour: scale(colourOf(i), pose.uniform(0.93, 1.07)),
      twist: pose.uniform(0, Math.PI),
      seed: pose.integer(1e6),
    };
  });
  return {
    centre,
    wires,
    radius: pose.uniform(0.392, 0.4),
    brightness: pose.uniform(0.93, 1.07),
    seed: pose.integer(1e6),
  };
}

/** Difference of two directions, in [-pi, pi]. */
function between(a: number, b: number): number {
  return Math.atan2(Math.sin(a - b), Math.cos(a - b));
}

/** How much thinner the sheath is at an angle, as a share of the picture: most in the middle of the thin stretch. */
function thinning(angle: number, thin: Flaw['thin']): number {
  if (thin === undefined) return 0;
  const away = between(angle, thin.at);
  if (Math.abs(away) >= thin.half) return 0;
  return Math.max(0, Math.cos((away / thin.half) * (Math.PI / 2))) * thin.depth;
}

/** Middle of a strand within its wire: one in the middle, six around it, each a little astray. */
function strandAt(wire: Wire, strand: number): readonly [number, number] {
  const astray = (axis: number) => 0.005 * (latticeValue(strand, axis, wire.seed) - 0.5);
  if (strand === 0) return [wire.x + astray(0), wire.y + astray(1)];
  const angle = wire.twist + (strand * Math.PI) / 3;
  return [wire.x + 0.042 * Math.cos(angle) + astray(0), wire.y + 0.042 * Math.sin(angle) + astray(1)];
}

const copper: Colour = [0.78, 0.5, 0.33];
const hollow: Colour = [0.1, 0.085, 0.08];

/** The cut end of a wire over what lies below. */
function paintWire(
  below: Colour,
  [wire, index]: readonly [Wire, number],
  flaw: Flaw,
  [x, y, pixel]: readonly number[],
): Colour {
  const [dx, dy] = [x - wire.x, y - wire.y];
  const away = Math.hypot(dx, dy);
  if (away > wireRadius + 0.01) return below;
  const angle = Math.atan2(dy, dx);
  const uneven = 0.0022 * noise(3 * Math.cos(angle), 3 * Math.sin(angle), wire.seed);
  const nicked = flaw.nick?.wire === index ? flaw.nick : undefined;
  const notch = nicked && Math.max(0, 1 - Math.abs(between(angle, nicked.at)) / nicked.half) * nicked.depth;
  const edge = wireRadius + uneven - (notch ?? 0) * (wireRadius - coreRadius);
  const sawn = 0.94 + 0.09 * roughNoise(x * 60, y * 60, wire.seed + 3);
  let colour = mix(below, scale(wire.colour, sawn), coverage(away - edge, pixel));
  colour = mix(colour, hollow, coverage(away - coreRadius, pixel));
  for (let strand = 0; strand < strandsPerWire; strand++) {
    if (flaw.missing?.wire === index && flaw.missing.strand === strand) continue;
    const [u, v] = strandAt(wire, strand);
    const shine =
      0.82 + 0.3 * latticeValue(strand, 7, wire.seed) + 0.12 * noise(x * 130, y * 130, wire.seed + strand);
    colour = mix(colour, scale(copper, shine), coverage(Math.hypot(x - u, y - v) - strandRadius, pixel));
  }
  return colour;
}

const bench: Colour = [0.83, 0.83, 0.81];
const sheath: Colour = [0.24, 0.24, 0.26];
const filling: Colour = [0.15, 0.15, 0.155];

function compose(cable: Cable, flaw: Flaw): Scene {
  const { centre, radius, wires, brightness, seed } = cable;
  return (x, y, pixel) => {
    const [dx, dy] = [x - centre[0], y - centre[1]];
    const [away, angle] = [Math.hypot(dx, dy), Math.atan2(dy, dx)];
    const light = brightness * (1 + 0.05 * noise(x * 1.7, y * 1.7, seed + 1));
    const outer = radius + 0.004 * noise(2 * Math.cos(angle), 2 * Math.sin(angle), seed);
    const inner = radius - 0.047 + thinning(angle, flaw.thin);
    const rough = 0.93 + 0.12 * roughNoise(x * 45, y * 45, seed + 2);
    let colour = mix(
      scale(bench, 1 + 0.03 * noise(x * 30, y * 30, seed + 5)),
      scale(sheath, rough),
      coverage(away - outer, pixel),
    );
    colour = mix(colour, scale(filling, rough), coverage(away - inner, pixel));
    for (const [index, wire] of wires.entries())
      colour = paintWire(colour, [wire, index], flaw, [x, y, pixel]);
    return scale(colour, light);
  };
}

function nick(flaw: Random): Flaw {
  return {
    nick: {
      wire: 1 + flaw.integer(6),
      at: flaw.uniform(-Math.PI, Math.PI),
      half: flaw.uniform(0.14, 0.24),
      depth: flaw.uniform(0.45, 0.75),
    },
  };
}

function missing(flaw: Random): Flaw {
  return { missing: { wire: flaw.integer(7), strand: flaw.integer(strandsPerWire) } };
}

function thin(flaw: Random): Flaw {
  return {
    thin: {
      at: flaw.uniform(-Math.PI, Math.PI),
      half: flaw.uniform(0.35, 0.6),
      depth: flaw.uniform(0.013, 0.021),
    },
  };
}

/** Places around the middle whose exchange changes the order: neighbours of different colours. */
const swaps: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 3],
  [3, 4],
  [4, 5],
  [5, 6],
];

const flaws: Readonly<Record<string, (flaw: Random) => Flaw>> = {
  nick,
  'missing-strand': missing,
  'thin-sheath': thin,
};

export const wireBundle: Category = {
  defects: ['missing-strand', 'nick', 'swapped', 'thin-sheath'],
  grain: 2,
  compose: (pose, defect, flaw) => {
    const swap = defect === 'swapped' ? swaps[flaw.integer(swaps.length)] : undefined;
    const change = defect === undefined || defect === 'swapped' ? {} : flaws[defect](flaw);
    return compose(drawCable(pose, swap), change);
  },
};
