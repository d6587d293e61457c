/** Drawn textures in colour, in place of the photographs that DRAEM takes [DRAEM section 3.2]. */
import type { Size } from '../../image/cut.ts';
import { createRgbImage, type RgbImage } from '../../image/image.ts';
import type { Random } from '../../random.ts';
import { drawGradients, perlin } from './perlin.ts';

/** A value in [0, 1] at (x, y), counted in repeats of the pattern. */
type Pattern = (x: number, y: number) => number;

/** The texture's own draws, made before any pixel. */
type PatternMaker = (random: Random) => Pattern;

const wave = (position: number) => 0.5 + 0.5 * Math.cos(2 * Math.PI * position);

/** Position inside a repeat, 0 to 1. */
const inside = (position: number) => position - Math.floor(position);

const stripes: PatternMaker = (random) => {
  const sharpness = random.uniform(1, 6);
  return (x) => Math.min(1, Math.max(0, 0.5 + sharpness * (wave(x) - 0.5)));
};

const checks: PatternMaker = () => (x, y) => (Math.floor(2 * x) + Math.floor(2 * y)) & 1;

const dots: PatternMaker = (random) => {
  const radius = random.uniform(0.2, 0.45);
  return (x, y) => ((inside(x) - 0.5) ** 2 + (inside(y) - 0.5) ** 2 < radius * radius ? 1 : 0);
};

/** Growth rings round a far centre. */
const rings: PatternMaker = (random) => {
  const [centreX, centreY] = [random.uniform(-3, 3), random.uniform(-3, 3)];
  const wobble = random.uniform(0.1, 0.4);
  return (x, y) =>
    wave(
      Math.sqrt((x - centreX) ** 2 + (0.3 * (y - centreY)) ** 2) +
        wobble * Math.sin(1.7 * x) * Math.sin(2.3 * y),
    );
};

const weave: PatternMaker = () => (x, y) => {
  const isOver = ((Math.floor(x) + Math.floor(y)) & 1) === 0;
  return isOver ? Math.sin(Math.PI * inside(x)) : 0.6 * Math.sin(Math.PI * inside(y));
};

/** A point in each cell; the value is the distance to the nearest. */
const cells: PatternMaker = (random) => {
  const period = 8;
  const points = Float64Array.from({ length: 2 * period * period }, () => random.next());
  const wrap = (cell: number) => ((cell % period) + period) % period;
  return (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    let nearest = Infinity;
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        const at = 2 * (wrap(row + j) * period + wrap(column + i));
        const [u, v] = [column + i + points[at] - x, row + j + points[at + 1] - y];
        nearest = Math.min(nearest, u * u + v * v);
      }
    }
    return Math.min(1, Math.sqrt(nearest));
  };
};

const makers: readonly PatternMaker[] = [stripes, checks, dots, rings, weave, cells];

/** How many kinds there are, the clouds and the marble included. */
export const textureKinds = makers.length + 2;

/** Octaves of gradient noise, each half as strong as the last: about 0 to 1. */
function clouds(size: Size, random: Random): Float64Array {
  const sum = new Float64Array(size.width * size.height).fill(0.5);
  for (let octave = 0; octave < 4; octave++) {
    const lattice = { columns: 4 << octave, rows: 4 << octave };
    const { data } = perlin(size, lattice, drawGradients(lattice, random.fork(octave)));
    for (let i = 0; i < sum.length; i++) sum[i] += (0.5 * data[i]) / 2 ** octave;
  }
  return sum.map((value) => Math.min(1, Math.max(0, value)));
}

/** Veins: the clouds, folded. */
function marble(size: Size, random: Random): Float64Array {
  return clouds(size, random).map((value) => Math.abs(Math.sin(6 * Math.PI * value)));
}

/** A pattern at a drawn scale and angle. */
function repeat(size: Size, maker: PatternMaker, random: Random): Float64Array {
  const pattern = maker(random.fork('pattern'));
  const scale = 2 ** random.uniform(2, 4.5) / Math.max(size.width, size.height);
  const angle = random.uniform(0, Math.PI);
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const values = new Float64Array(size.width * size.height);
  for (let y = 0, i = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, i++) values[i] = pattern(x * cos + y * sin, y * cos - x * sin);
  }
  return values;
}

/** Three colours: 0, one half and 1 of the value; linear between. */
function paint(size: Size, values: Float64Array, random: Random): RgbImage {
  const image = createRgbImage(size.width, size.height);
  const palette = Float64Array.from({ length: 9 }, () => random.integer(256));
  for (let i = 0; i < values.length; i++) {
    const position = 2 * values[i];
    const from = position < 1 ? 0 : 3;
    const share = position < 1 ? position : position - 1;
    for (let c = 0; c < 3; c++) {
      image.data[3 * i + c] = palette[from + c] + share * (palette[from + 3 + c] - palette[from + c]) + 0.5;
    }
  }
  return image;
}

export function drawTexture({ width, height }: Size, random: Random): RgbImage {
  const size = { width, height };
  const kind = random.integer(textureKinds);
  const maker = makers.at(kind - 2);
  const values =
    kind === 0
      ? clouds(size, random.fork('clouds'))
      : kind === 1 || maker === undefined
        ? marble(size, random.fork('marble'))
        : repeat(size, maker, random.fork('repeat'));
  return paint(size, values, random.fork('palette'));
}
