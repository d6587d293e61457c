/** A hexagonal nut of turned metal on a dark ground, at any angle; scratched, rusty or chipped. */
import type { Random } from '../../random.ts';
import { noise, roughNoise } from './noise.ts';
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

interface Nut {
  readonly centre: readonly [number, number];
  readonly angle: number;
  /** Centre to flat side. */
  readonly inradius: number;
  readonly hole: number;
  /** Direction the light comes from. */
  readonly light: number;
  readonly brightness: number;
  readonly seed: number;
}

/** What a defect does to the nut, at (u, v) about its centre. */
interface Flaw {
  /** Moves the outline inwards by this much. */
  readonly bite: (u: number, v: number) => number;
  readonly tint: (colour: Colour, place: { u: number; v: number; pixel: number }) => Colour;
}

const flawless: Flaw = { bite: () => 0, tint: (colour) => colour };

function drawNut(pose: Random): Nut {
  return {
    centre: [0.5 + pose.uniform(-0.03, 0.03), 0.5 + pose.uniform(-0.03, 0.03)],
    angle: pose.uniform(0, Math.PI / 3),
    inradius: pose.uniform(0.325, 0.345),
    hole: pose.uniform(0.165, 0.175),
    light: pose.uniform(-2.6, -2.0),
    brightness: pose.uniform(0.92, 1.06),
    seed: pose.integer(1e6),
  };
}

/** Signed distance to a regular hexagon, and the outward direction of the nearest side. */
function hexagon(u: number, v: number, { angle, inradius }: Nut): { distance: number; normal: number } {
  const direction = Math.atan2(v, u) - angle;
  const normal = Math.round(direction / (Math.PI / 3)) * (Math.PI / 3) + angle;
  return { distance: u * Math.cos(normal) + v * Math.sin(normal) - inradius, normal };
}

/** Turned top face: fine rings, broad reflections that run out from the centre. */
function topFace(radius: number, theta: number, { light, brightness, seed }: Nut): Colour {
  const rings =
    0.035 * noise(radius * 260, theta * 2, seed) + 0.03 * noise(radius * 90, theta * 1.5, seed + 5);
  const reflection = 0.1 * Math.cos(2 * (theta - light)) + 0.05 * Math.cos(theta - light);
  const value = brightness * (0.56 + reflection + rings);
  return [value * 0.97, value * 0.985, value];
}

/** The bevel towards the corners: one flat tone a side, by how it faces the light. */
function bevel(normal: number, { light, brightness }: Nut): Colour {
  const value = brightness * (0.42 + 0.2 * Math.cos(normal - light));
  return [value * 0.95, value * 0.98, value];
}

/** Threads seen from above: rings that darken inwards. */
function bore(radius: number, { hole, brightness }: Nut): Colour {
  const depth = radius / hole;
  const thread = 0.5 + 0.5 * Math.sin(depth * 46);
  const value = brightness * smoothStep(0.62, 1, depth) * (0.14 + 0.26 * thread);
  return [value + 0.035, value + 0.037, value + 0.04];
}

function ground(x: number, y: number, { light, seed }: Nut): Colour {
  const slope = 0.03 * ((x - 0.5) * Math.cos(light) + (y - 0.5) * Math.sin(light));
  const value = 0.125 + slope + 0.012 * roughNoise(x * 30, y * 30, seed + 9);
  return [value, value * 1.04, value * 1.1];
}

function compose(nut: Nut, flaw: Flaw): Scene {
  return (x, y, pixel) => {
    const [u, v] = [x - nut.centre[0], y - nut.centre[1]];
    const radius = Math.hypot(u, v);
    const { distance, normal } = hexagon(u, v, nut);
    const outline = distance + flaw.bite(u, v);
    const behind = () => scale(ground(x, y, nut), 1 - 0.45 * smoothStep(0.05, 0, outline - 0.01));
    if (outline > pixel) return behind();
    if (radius < nut.hole - pixel) return bore(radius, nut);
    const bevelled = smoothStep(0, 2 * pixel, radius - nut.inradius * 0.985);
    const face =
      bevelled >= 1
        ? bevel(normal, nut)
        : mix(topFace(radius, Math.atan2(v, u), nut), bevel(normal, nut), bevelled);
    const rim = coverage(Math.abs(radius - nut.hole - 0.008) - 0.006, pixel);
    const lit = mix(face, scale(face, 1.25), rim);
    const solid = flaw.tint(lit, { u, v, pixel });
    const opened = mix(solid, bore(radius, nut), coverage(radius - nut.hole, pixel));
    const shown = coverage(outline, pixel);
    return shown >= 1 ? opened : mix(behind(), opened, shown);
  };
}

/** A place on the metal: angle free, between bore and edge. */
function placeOnFace(nut: Nut, flaw: Random): readonly [number, number] {
  const theta = flaw.uniform(0, 2 * Math.PI);
  const radius = flaw.uniform(nut.hole + 0.05, nut.inradius - 0.04);
  return [radius * Math.cos(theta), radius * Math.sin(theta)];
}

/** A bent groove: bright where it catches light, dark beside. */
function scratch(nut: Nut, flaw: Random): Flaw {
  const [u, v] = placeOnFace(nut, flaw);
  const direction = flaw.uniform(0, 2 * Math.PI);
  const length = flaw.uniform(0.1, 0.2);
  const bend = flaw.uniform(-0.5, 0.5);
  const path = [-1, -0.3, 0.4, 1].map((t) => {
    const turn = direction + bend * t;
    return [u + 0.5 * length * t * Math.cos(turn), v + 0.5 * length * t * Math.sin(turn)] as const;
  });
  const width = flaw.uniform(0.004, 0.006);
  return {
    ...flawless,
    tint: (colour, place) => {
      const groove = coverage(distanceToPath(place.u, place.v, path) - width, place.pixel);
      const lip = coverage(distanceToPath(place.u - 0.006, place.v - 0.006, path) - width * 0.7, place.pixel);
      return mix(mix(colour, [0.95, 0.96, 0.97], 0.6 * lip), [0.16, 0.16, 0.17], 0.85 * groove);
    },
  };
}

/** A patch of rust with a ragged border. */
function rust(nut: Nut, flaw: Random): Flaw {
  const [u, v] = placeOnFace(nut, flaw);
  const size = flaw.uniform(0.045, 0.075);
  const seed = flaw.integer(1e6);
  return {
    ...flawless,
    tint: (colour, place) => {
      const ragged = 0.5 * size * roughNoise(place.u * 45, place.v * 45, seed);
      const depth = smoothStep(0.012, -0.012, Math.hypot(place.u - u, place.v - v) - size + ragged);
      const grain = 0.8 + 0.35 * noise(place.u * 120, place.v * 120, seed + 3);
      return mix(colour, scale([0.46, 0.24, 0.1], grain), 0.85 * depth);
    },
  };
}

/** A bite out of a corner. */
function chip(nut: Nut, flaw: Random): Flaw {
  const corner = nut.angle + Math.PI / 6 + flaw.integer(6) * (Math.PI / 3) + flaw.uniform(-0.16, 0.16);
  const reach = nut.inradius / Math.cos(Math.PI / 6);
  const [u, v] = [reach * Math.cos(corner), reach * Math.sin(corner)];
  const size = flaw.uniform(0.055, 0.085);
  const seed = flaw.integer(1e6);
  const depthAt = (x: number, y: number) =>
    size - Math.hypot(x - u, y - v) + 0.012 * roughNoise(x * 60, y * 60, seed);
  return {
    bite: (x, y) => Math.max(0, 2 * depthAt(x, y)),
    tint: (colour, place) => mix(colour, [0.8, 0.81, 0.83], smoothStep(-0.022, 0, depthAt(place.u, place.v))),
  };
}

const flaws: Readonly<Record<string, (nut: Nut, flaw: Random) => Flaw>> = { scratch, rust, chip };

export const hexNut: Category = {
  defects: ['chip', 'rust', 'scratch'],
  grain: 1.6,
  compose: (pose, defect, flaw) => {
    const nut = drawNut(pose);
    return compose(nut, defect === undefined ? flawless : flaws[defect](nut, flaw));
  },
};
