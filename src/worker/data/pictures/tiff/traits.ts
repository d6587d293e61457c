/** What one page of a TIFF says of its pixels, and whether they can be read here: what is not understood is refused by name. */
import { tags, type Directory } from './directory.ts';

export type SampleKind = 'unsigned' | 'signed' | 'float';

export interface TiffTraits {
  readonly width: number;
  readonly height: number;
  /** Of each channel, in bits. */
  readonly bits: number;
  readonly kind: SampleKind;
  readonly compression: number;
  readonly photometric: number;
  /** Samples a pixel, extra ones among them. */
  readonly samples: number;
  readonly isPlanar: boolean;
  readonly predictor: number;
  /** Place of the alpha channel among the samples, if there is one. */
  readonly alpha: number | undefined;
  readonly isPremultiplied: boolean;
  readonly isBitReversed: boolean;
  readonly orientation: number;
}

export const photometrics = {
  whiteIsZero: 0,
  blackIsZero: 1,
  rgb: 2,
  palette: 3,
  cmyk: 5,
  yCbCr: 6,
} as const;
export const compressions = {
  none: 1,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  oldDeflate: 32_946,
  packBits: 32_773,
} as const;
const ccitt: readonly number[] = [2, 3, 4];

const compressionNames: Readonly<Record<number, string>> = {
  6: 'old-style JPEG compression',
  34_712: 'JPEG 2000 compression',
  34_887: 'LERC compression',
  34_925: 'LZMA compression',
  50_000: 'Zstandard compression',
  50_001: 'WebP compression',
  50_002: 'JPEG XL compression',
};
const photometricNames: Readonly<Record<number, string>> = {
  4: 'a transparency mask alone',
  8: 'CIELab colour',
  9: 'ICCLab colour',
  10: 'ITULab colour',
  32_803: 'raw sensor (CFA) pixels',
  32_844: 'LogL pixels',
  32_845: 'LogLuv colour',
  34_892: 'linear raw pixels',
};

/** Channels that carry colour. */
export function colourChannels(photometric: number): number {
  if (photometric === photometrics.cmyk) return 4;
  return photometric === photometrics.rgb || photometric === photometrics.yCbCr ? 3 : 1;
}

/** Fax pages are decoded by a library. */
export function isFax({ compression }: Pick<TiffTraits, 'compression'>): boolean {
  return ccitt.includes(compression);
}

const kinds: Readonly<Record<number, SampleKind>> = { 1: 'unsigned', 2: 'signed', 3: 'float', 4: 'unsigned' };
const bitsOf: Readonly<Record<SampleKind, readonly number[]>> = {
  unsigned: [...Array.from({ length: 16 }, (_, i) => i + 1), 32],
  signed: [8, 16, 32],
  float: [16, 32, 64],
};
const kindWords: Readonly<Record<SampleKind, string>> = {
  unsigned: 'unsigned',
  signed: 'signed',
  float: 'floating-point',
};

/** In every channel the same, or undefined. */
function common(values: readonly number[], otherwise: number): number | undefined {
  const [first = otherwise, ...others] = values;
  return others.every((value) => value === first) ? first : undefined;
}

function problemOfSamples(page: Directory): string | undefined {
  const bits = common(page.numbers(tags.bits), 1);
  const format = common(page.numbers(tags.sampleFormat), 1);
  if (bits === undefined) return `channels of ${page.numbers(tags.bits).join(', ')} bits`;
  if (format === undefined) return 'channels of several sample formats';
  const kind = kinds[format];
  if (kind === undefined) return [5, 6].includes(format) ? 'complex numbers' : `sample format ${format}`;
  return bitsOf[kind].includes(bits) ? undefined : `${bits}-bit ${kindWords[kind]} channels`;
}

/** Of pages whose strips are pictures of their own: fax or JPEG. */
function problemOfPictures(page: Directory): string | undefined {
  const compression = page.first(tags.compression, 1);
  const [bits, samples] = [page.first(tags.bits, 1), page.first(tags.samples, 1)];
  const photometric = page.first(tags.photometric, 0);
  if (ccitt.includes(compression))
    return bits === 1 && samples === 1 ? undefined : `fax compression of ${bits} bits`;
  if (bits !== 8) return `${bits}-bit JPEG compression`;
  if (photometric === photometrics.cmyk) return 'JPEG compression of CMYK';
  if (page.first(tags.planar, 1) === 2 && samples > 1) return 'JPEG compression of separate planes';
  return samples === colourChannels(photometric) ? undefined : `JPEG compression of ${samples} channels`;
}

function problemOfPredictor(page: Directory): string | undefined {
  const predictor = page.first(tags.predictor, 1);
  const bits = page.first(tags.bits, 1);
  const isFloat = page.first(tags.sampleFormat, 1) === 3;
  if (predictor === 1) return undefined;
  if (predictor === 2 && !isFloat && [8, 16, 32].includes(bits)) return undefined;
  if (predictor === 3 && isFloat) return undefined;
  return `predictor ${predictor} for ${bits}-bit ${isFloat ? 'floating-point ' : ''}channels`;
}

/** Colour, alpha and a few more; beyond are stacks and spectra, of which three channels say little. */
const maxSamples = 8;

/** Of colours that are known, what of them is not read. */
function problemOfChannels(page: Directory, photometric: number): string | undefined {
  const bits = page.first(tags.bits, 1);
  const samples = page.first(tags.samples, 1);
  if (photometric === photometrics.palette && (bits > 8 || samples > 1)) return `a palette of ${bits} bits`;
  if (photometric === photometrics.cmyk && page.first(tags.inkSet, 1) !== 1) return 'inks other than CMYK';
  if (photometric === photometrics.cmyk && ![8, 16].includes(bits)) return `CMYK of ${bits} bits`;
  const isOdd = samples < colourChannels(photometric) || samples > maxSamples;
  return isOdd ? `${samples} channels a pixel` : undefined;
}

const readPhotometrics: readonly number[] = Object.values(photometrics);

function problemOfColour(page: Directory): string | undefined {
  const photometric = page.first(tags.photometric, -1);
  if (photometric === -1) return 'no photometric interpretation';
  if (!readPhotometrics.includes(photometric))
    return photometricNames[photometric] ?? `photometric interpretation ${photometric}`;
  if (photometric === photometrics.yCbCr && page.first(tags.compression, 1) !== compressions.jpeg)
    return 'YCbCr colour without JPEG compression';
  return problemOfChannels(page, photometric);
}

const readCompressions: readonly number[] = [...ccitt, ...Object.values(compressions)];

function problemOfCompression(page: Directory): string | undefined {
  const compression = page.first(tags.compression, 1);
  return readCompressions.includes(compression)
    ? undefined
    : (compressionNames[compression] ?? `compression ${compression}`);
}

/** What of a page cannot be read, for example `CIELab colour`; undefined if all of it can. */
export function unsupportedIn(page: Directory): string | undefined {
  const planar = page.first(tags.planar, 1);
  if (planar !== 1 && planar !== 2) return `planar configuration ${planar}`;
  const problem = problemOfCompression(page) ?? problemOfColour(page) ?? problemOfSamples(page);
  if (problem !== undefined) return problem;
  const compression = page.first(tags.compression, 1);
  const isPicture = ccitt.includes(compression) || compression === compressions.jpeg;
  return isPicture ? problemOfPictures(page) : problemOfPredictor(page);
}

/** Of a page that can be read. ExtraSamples: 1 is premultiplied alpha, 2 straight alpha, 0 says nothing and is left out. */
export function traitsOf(page: Directory): TiffTraits {
  const photometric = page.first(tags.photometric, 1);
  const extras = page.numbers(tags.extraSamples);
  const at = extras.findIndex((extra) => extra === 1 || extra === 2);
  return {
    width: page.first(tags.width, 0),
    height: page.first(tags.height, 0),
    bits: page.first(tags.bits, 1),
    kind: kinds[page.first(tags.sampleFormat, 1)] ?? 'unsigned',
    compression: page.first(tags.compression, 1),
    photometric,
    samples: page.first(tags.samples, 1),
    isPlanar: page.first(tags.planar, 1) === 2 && page.first(tags.samples, 1) > 1,
    predictor: page.first(tags.predictor, 1),
    alpha: at < 0 ? undefined : colourChannels(photometric) + at,
    isPremultiplied: extras[at] === 1,
    isBitReversed: page.first(tags.fillOrder, 1) === 2,
    orientation: page.first(tags.orientation, 1),
  };
}
