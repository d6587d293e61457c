/** Plain weave seen close: warp and weft with their own shading; with a hole, a stain, a missing yarn or a pulled thread. */
import type { Random } from '../../random.ts';
import { latticeValue, noise, roughNoise } from './noise.ts';
import { mix, scale, smoothStep, type Category, type Colour, type Scene } from './scene.ts';

interface Cloth {
  readonly angle: number;
  readonly offset: readonly [number, number];
  /** Yarns across the picture. */
  readonly count: number;
  readonly brightness: number;
  /** How far yarns wander, in yarns. */
  readonly waviness: number;
  readonly seed: number;
}

/** What a defect does to the cloth at (x, y) of the picture. */
interface Flaw {
  /** Moves the weave, in yarns. */
  readonly pull: (x: number, y: number) => readonly [number, number];
  /** 1 where this yarn (by number) is missing. */
  readonly missing: (weft: number, along: number) => number;
  readonly tint: (colour: Colour, x: number, y: number) => Colour;
}

const flawless: Flaw = { pull: () => [0, 0], missing: () => 0, tint: (colour) => colour };

const warpColour: Colour = [0.71, 0.66, 0.56];
const weftColour: Colour = [0.53, 0.56, 0.6];
const depths: Colour = [0.17, 0.16, 0.15];

function drawCloth(pose: Random): Cloth {
  return {
    angle: pose.uniform(-0.035, 0.035),
    offset: [pose.uniform(0, 64), pose.uniform(0, 64)],
    count: pose.uniform(25, 26.5),
    brightness: pose.uniform(0.95, 1.05),
    waviness: pose.uniform(0.1, 0.16),
    seed: pose.integer(1e6),
  };
}

/** A yarn's own tone, and its fine fibres. */
function yarnTone(number: number, along: number, seed: number): number {
  return 0.93 + 0.12 * latticeValue(number, 0, seed) + 0.06 * noise(along * 3, number * 5.3, seed + 1);
}

/** Round profile across a yarn: 1 on its ridge, 0 at its border; `across` in [-1, 1]. */
function ridge(across: number): number {
  return Math.sqrt(Math.max(0, 1 - across * across));
}

/** How far a yarn stands out where it goes over (1) and under (0) its crossings. */
function height(along: number, number: number): number {
  return 0.5 + 0.5 * Math.cos(Math.PI * (along + number));
}

function shade(colour: Colour, relief: number, tone: number): Colour {
  return scale(colour, tone * (0.32 + 0.68 * relief));
}

/** Colour of the weave at (p, q), counted in yarns. */
function weave(p: number, q: number, { seed }: Cloth, flaw: Flaw): Colour {
  const [warp, weft] = [Math.round(p), Math.round(q)];
  const warpUp = height(q, warp);
  const weftUp = 1 - height(q - (q - weft), warp - (p - warp)); // at this place along the weft
  const warpRelief = ridge((p - warp) * 2.15) * (0.35 + 0.65 * warpUp);
  const weftRelief = ridge((q - weft) * 2.15) * (0.35 + 0.65 * weftUp);
  const gone = flaw.missing(weft, p);
  const warpShade = mix(
    depths,
    shade(warpColour, warpRelief, yarnTone(warp, q, seed)),
    smoothStep(0, 0.25, warpRelief),
  );
  const weftShade = mix(
    depths,
    shade(weftColour, weftRelief, yarnTone(weft, p, seed + 40)),
    smoothStep(0, 0.25, weftRelief),
  );
  const weftInFront = smoothStep(-0.12, 0.12, weftRelief - warpRelief) * (1 - gone);
  return mix(warpShade, weftShade, weftInFront);
}

function compose(cloth: Cloth, flaw: Flaw): Scene {
  const { angle, offset, count, brightness, waviness, seed } = cloth;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => {
    const [dx, dy] = [x - 0.5, y - 0.5];
    const [pullX, pullY] = flaw.pull(x, y);
    const p = (dx * cos + dy * sin) * count + offset[0] + waviness * noise(x * 5, y * 3, seed) + pullX;
    const q = (dy * cos - dx * sin) * count + offset[1] + waviness * noise(x * 3, y * 5, seed + 2) + pullY;
    const light = brightness * (1 + 0.05 * noise(x * 1.5, y * 1.5, seed + 3));
    return flaw.tint(scale(weave(p, q, cloth, flaw), light), x, y);
  };
}

function drawPlace(flaw: Random): readonly [number, number] {
  return [flaw.uniform(0.2, 0.8), flaw.uniform(0.2, 0.8)];
}

/** Yarns are gone; what lies behind is dark, the rim frayed and light. */
function hole(_cloth: Cloth, flaw: Random): Flaw {
  const [u, v] = drawPlace(flaw);
  const size = flaw.uniform(0.045, 0.07);
  const seed = flaw.integer(1e6);
  return {
    ...flawless,
    tint: (colour, x, y) => {
      const ragged = 0.6 * size * roughNoise(x * 26, y * 26, seed);
      const depth = Math.hypot(x - u, (y - v) * 1.2) - size + ragged;
      const fray =
        smoothStep(0.022, 0.004, Math.abs(depth)) * (0.5 + 0.5 * noise(x * 110, y * 110, seed + 1));
      return mix(
        mix(colour, [0.06, 0.06, 0.07], smoothStep(0.006, -0.006, depth)),
        [0.86, 0.83, 0.76],
        0.6 * fray,
      );
    },
  };
}

/** Something soaked in: the weave stays visible. */
function stain(_cloth: Cloth, flaw: Random): Flaw {
  const [u, v] = drawPlace(flaw);
  const size = flaw.uniform(0.06, 0.1);
  const seed = flaw.integer(1e6);
  const tone: Colour = [0.5, 0.36, 0.24];
  return {
    ...flawless,
    tint: (colour, x, y) => {
      const ragged = 0.4 * size * roughNoise(x * 14, y * 14, seed);
      const depth = smoothStep(0.02, -0.03, Math.hypot(x - u, y - v) - size + ragged);
      return mix(colour, [colour[0] * tone[0], colour[1] * tone[1], colour[2] * tone[2]], 0.85 * depth);
    },
  };
}

/** Weft yarns broken out over a stretch: warp floats there. */
function missingYarn(cloth: Cloth, flaw: Random): Flaw {
  const first = Math.round(cloth.offset[1] + flaw.uniform(-0.32, 0.32) * cloth.count);
  const yarns = 1 + flaw.integer(2);
  const middle = cloth.offset[0] + flaw.uniform(-0.2, 0.2) * cloth.count;
  const half = flaw.uniform(0.12, 0.24) * cloth.count;
  return {
    ...flawless,
    missing: (weft, along) =>
      weft >= first && weft < first + yarns ? smoothStep(half, half - 0.6, Math.abs(along - middle)) : 0,
  };
}

/** The weave is dragged together around a place. */
function pulled(_cloth: Cloth, flaw: Random): Flaw {
  const [u, v] = drawPlace(flaw);
  const size = flaw.uniform(0.07, 0.1);
  const strength = flaw.uniform(1.5, 2.2) * (flaw.next() < 0.5 ? -1 : 1);
  return {
    ...flawless,
    pull: (x, y) => {
      const [dx, dy] = [(x - u) / size, (y - v) / size];
      const fall = strength * Math.exp(-(dx * dx + dy * dy));
      return [fall * dy, -fall * dx];
    },
  };
}

const flaws: Readonly<Record<string, (cloth: Cloth, flaw: Random) => Flaw>> = {
  hole,
  stain,
  'missing-yarn': missingYarn,
  pulled,
};

export const wovenFabric: Category = {
  defects: ['hole', 'missing-yarn', 'pulled', 'stain'],
  grain: 2,
  compose: (pose, defect, flaw) => {
    const cloth = drawCloth(pose);
    return compose(cloth, defect === undefined ? flawless : flaws[defect](cloth, flaw));
  },
};
