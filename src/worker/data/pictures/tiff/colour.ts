/** Samples of a page to straight RGBA of 8 bits. */
import { rangeOf, whiteOf, type Levels } from '../levels.ts';
import type { Samples } from './samples.ts';
import { colourChannels, photometrics, type TiffTraits } from './traits.ts';

type Rgb = readonly [red: number, green: number, blue: number];
type Colour = (at: number) => Rgb;

export interface Page {
  readonly samples: Samples;
  readonly traits: TiffTraits;
  /** Red, green and blue of 16 bits one after another. */
  readonly palette: readonly number[];
}

/** A sample to 0..255. Unsigned integers of up to 16 bits keep their upper 8 bits, as browsers do; others are rounded. */
function toByte({ bits, kind }: TiffTraits, white: number): (value: number) => number {
  const isFull = kind === 'unsigned' && bits > 8 && bits <= 16 && white === 2 ** bits - 1;
  if (isFull) return (value) => value >> (bits - 8);
  if (white === 255) return Math.round;
  return (value) => Math.round((Math.min(value, white) * 255) / white);
}

/** Adobe's simple conversion: an ink takes its share of the light, black takes it of all. */
function cmykAt(samples: Samples, byte: (value: number) => number): Colour {
  return (at) => {
    const light = 255 - byte(samples[at + 3] ?? 0);
    const channel = (c: number) => Math.round(((255 - byte(samples[at + c] ?? 0)) * light) / 255);
    return [channel(0), channel(1), channel(2)];
  };
}

function colourOf({ samples, traits, palette }: Page, byte: (value: number) => number): Colour {
  const { photometric, bits } = traits;
  if (photometric === photometrics.cmyk) return cmykAt(samples, byte);
  if (photometric === photometrics.palette) {
    const length = 2 ** bits;
    const channel = (c: number, at: number) => (palette[c * length + (samples[at] ?? 0)] ?? 0) >> 8;
    return (at) => [channel(0, at), channel(1, at), channel(2, at)];
  }
  if (colourChannels(photometric) === 3)
    return (at) => [byte(samples[at] ?? 0), byte(samples[at + 1] ?? 0), byte(samples[at + 2] ?? 0)];
  const isInverted = photometric === photometrics.whiteIsZero;
  return (at) => {
    const gray = byte(samples[at] ?? 0);
    return isInverted ? [255 - gray, 255 - gray, 255 - gray] : [gray, gray, gray];
  };
}

/** Straight from premultiplied by alpha, which no colour exceeds. */
function straight(colour: Rgb, alpha: number): Rgb {
  if (alpha === 0) return [0, 0, 0];
  const [red, green, blue] = colour.map((channel) => Math.min(255, Math.round((channel * 255) / alpha)));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

export function levelsOf({ samples, traits }: Page): Levels {
  const range = rangeOf(samples, traits.samples, colourChannels(traits.photometric));
  return { white: whiteOf(traits, range), peak: range.peak };
}

/** Marks of a mask: white wherever the page is not black, whatever its numbers. Extra channels say nothing. */
export function toLabels(page: Page): Uint8ClampedArray<ArrayBuffer> {
  const { samples, traits } = page;
  const isInverted = traits.photometric === photometrics.whiteIsZero;
  const black = isInverted ? 2 ** traits.bits - 1 : 0;
  const colour = traits.photometric === photometrics.palette ? colourOf(page, (value) => value) : undefined;
  const channels = colourChannels(traits.photometric);
  const isMarked = (at: number): boolean => {
    if (colour !== undefined) return colour(at).some((value) => value > 0);
    for (let c = 0; c < channels; c++) if ((samples[at + c] ?? black) !== black) return true;
    return false;
  };
  const data = new Uint8ClampedArray(traits.width * traits.height * 4);
  for (let at = 0, to = 0; to < data.length; at += traits.samples, to += 4) {
    const isVisible = traits.alpha === undefined || samples[at + traits.alpha] !== 0;
    data.fill(isVisible && isMarked(at) ? 255 : 0, to, to + 3);
    data[to + 3] = 255;
  }
  return data;
}

/** `white`: what becomes 255. */
export function toRgba(page: Page, white: number): Uint8ClampedArray<ArrayBuffer> {
  const { samples, traits } = page;
  const byte = toByte(traits, white);
  const alphaByte = toByte(traits, traits.kind === 'float' ? Math.min(white, 1) : white);
  const colour = colourOf(page, byte);
  const { alpha, isPremultiplied } = traits;
  const data = new Uint8ClampedArray(traits.width * traits.height * 4);
  for (let at = 0, to = 0; to < data.length; at += traits.samples, to += 4) {
    const opacity = alpha === undefined ? 255 : alphaByte(samples[at + alpha] ?? 0);
    const seen = colour(at);
    const [red, green, blue] = isPremultiplied ? straight(seen, opacity) : seen;
    data[to] = red;
    data[to + 1] = green;
    data[to + 2] = blue;
    data[to + 3] = opacity;
  }
  return data;
}
