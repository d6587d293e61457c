/** The passport of a detector as a file's metadata: texts by key, each JSON; and back, every part checked. */
import { createRgbImage, type RgbImage } from '../image/image.ts';
import { failure, success, type Result } from '../result.ts';
import { basisShape, datasetShape, experimentShape } from '../run/file/result-shape.ts';
import {
  count,
  listOf,
  number,
  object,
  oneOf,
  optional,
  pairOf,
  readShape,
  refuse,
  text,
  truth,
  type Shape,
  type ValueOf,
} from '../run/file/shape.ts';
import { isProven } from './calibration.ts';
import { badRate, type Limits } from './verdict.ts';
import {
  passportKeys,
  passportVersions,
  selfCheckImages,
  selfCheckSide,
  versionOf,
  type CropPlan,
  type DetectorFileProblem,
  type DetectorPassport,
  type FileThreshold,
  type ScorerPlan,
} from './passport.ts';

const ruleShape: Shape<ScorerPlan['rule']> = (raw, where) => {
  const { kind } = object({ kind: oneOf(['largest', 'reweighted']) })(raw, where);
  return kind === 'largest'
    ? { kind, ...object({ places: count })(raw, where) }
    : { kind, ...object({ neighbours: count })(raw, where) };
};

const termShape = object({ kind: oneOf(['bank', 'head']), usual: number, unit: number, share: number });

const planShape: Shape<ScorerPlan> = object({ side: count, rule: ruleShape, terms: listOf(termShape) });

const triple: Shape<readonly [number, number, number]> = (raw, where) => {
  const values = listOf(number)(raw, where);
  return values.length === 3 ? [values[0], values[1], values[2]] : refuse(raw, where, 'three numbers');
};

const rowsShape: Shape<CropPlan['rows']> = (raw, where) => {
  const { kind } = object({ kind: oneOf(['cosines', 'squares']) })(raw, where);
  return kind === 'cosines'
    ? { kind, ...object({ neighbours: count })(raw, where) }
    : { kind, ...object({ isUnit: truth, terms: count, hasKnown: truth })(raw, where) };
};

const cropPlanShape: Shape<CropPlan> = object({
  kind: oneOf(['crops']),
  normalisation: object({ mean: triple, deviation: triple }),
  rows: rowsShape,
});

const namesShape = object({ id: text, score: text, config: experimentShape });

interface FileDetector extends ValueOf<typeof namesShape> {
  readonly plan: DetectorPassport['plan'];
}

/** How a file judges has another name for each kind. */
const placesShape: Shape<FileDetector> = (raw, where) => ({
  ...namesShape(raw, where),
  plan: object({ places: planShape })(raw, where).places,
});

const cropsShape: Shape<FileDetector> = (raw, where) => ({
  ...namesShape(raw, where),
  plan: object({ crops: cropPlanShape })(raw, where).crops,
});

const isOfCrops = (raw: unknown) => typeof raw === 'object' && raw !== null && 'crops' in raw;

/** By the file's version. */
const detectorShapes: Readonly<Record<1 | 2 | 3, Shape<FileDetector>>> = {
  1: placesShape,
  2: cropsShape,
  3: (raw, where) => (isOfCrops(raw) ? cropsShape : placesShape)(raw, where),
};

const factsShape = object({
  size: optional(pairOf(count)),
  medianGray: number,
  contrast: number,
  sharpness: number,
  hasColour: truth,
});

const datasetFileShape = object({
  dataset: datasetShape,
  preparation: object({ side: count, aspect: oneOf(['stretch', 'crop', 'pad']) }),
  normals: listOf(factsShape),
});

const calibrationShape = object({
  basis: basisShape,
  fitted: count,
  falseAlarmRate: number,
  scores: listOf(number),
});

const pictureBytes = selfCheckSide ** 2 * 3;

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const pictureShape: Shape<RgbImage> = (raw, where) => {
  const written = text(raw, where);
  if (written.length !== 2 * pictureBytes || !/^[0-9a-f]*$/.test(written))
    return refuse(raw, where, `${pictureBytes} bytes in hexadecimal`);
  const image = createRgbImage(selfCheckSide, selfCheckSide);
  for (let i = 0; i < pictureBytes; i++) image.data[i] = Number.parseInt(written.slice(2 * i, 2 * i + 2), 16);
  return image;
};

const selfCheckShape = object({ images: listOf(pictureShape), scores: listOf(number) });

/** The two limits, as others read them. */
function thresholdsOf(
  { look, bad, promised, images }: Limits,
  { calibration: { basis } }: Pick<DetectorPassport, 'calibration'>,
): FileThreshold[] {
  const rest = { basis, images };
  return [
    {
      method: isProven(basis) ? 'split-conformal' : 'cross-conformal',
      falseAlarmRate: promised,
      value: look,
      ...rest,
    },
    { method: 'exponential-tail', falseAlarmRate: badRate, value: bad, ...rest },
  ];
}

/** Texts by key. Paths of normal images stay here. */
export function toMetadata(passport: DetectorPassport, limits: Limits): Readonly<Record<string, string>> {
  const { experiment, score, plan, dataset, preparation, normals, calibration, falseAlarmRate } = passport;
  const { images, scores } = passport.selfCheck;
  const { basis, fitted } = calibration;
  const parts = {
    version: versionOf(passport),
    detector: {
      id: experiment.detector,
      score,
      config: experiment,
      ...('kind' in plan ? { crops: plan } : { places: plan }),
    },
    dataset: {
      dataset,
      preparation,
      normals: normals.map(({ file, medianGray, contrast, sharpness, hasColour }) => ({
        ...(file && { size: [file.width, file.height] }),
        medianGray,
        contrast,
        sharpness,
        hasColour,
      })),
    },
    thresholds: thresholdsOf(limits, passport),
    calibration: { basis, fitted, falseAlarmRate, scores: calibration.normals.map((one) => one.score) },
    selfCheck: { images: images.map(({ data }) => toHex(data)), scores },
  } as const;
  return Object.fromEntries(
    Object.entries(passportKeys).map(([part, key]) => [
      key,
      JSON.stringify(parts[part as keyof typeof parts]),
    ]),
  );
}

function readPart<Value>(
  metadata: ReadonlyMap<string, string>,
  key: string,
  shape: Shape<Value>,
): Result<Value, DetectorFileProblem> {
  const written = metadata.get(key);
  let raw: unknown;
  try {
    raw = written === undefined ? undefined : JSON.parse(written);
  } catch {
    const misfit = { where: key, came: 'text that is no JSON', wanted: 'JSON' };
    return failure({ kind: 'misfit', misfit });
  }
  const read = readShape(shape, raw, key);
  return read.ok ? read : failure({ kind: 'misfit', misfit: read.problem });
}

function misfit(where: string, came: string, wanted: string): Result<never, DetectorFileProblem> {
  return failure({ kind: 'misfit', misfit: { where, came, wanted } });
}

/** What a file's metadata says, if it is a detector of this version. */
export function fromMetadata(
  metadata: ReadonlyMap<string, string>,
): Result<DetectorPassport, DetectorFileProblem> {
  const version = metadata.get(passportKeys.version);
  if (version === undefined) return failure({ kind: 'no-detector' });
  const known = Object.values(passportVersions).find((one) => String(one) === version);
  if (known === undefined)
    return failure({ kind: 'other-version', came: version.slice(0, 20), wanted: passportVersions.inside });
  const detector = readPart(metadata, passportKeys.detector, detectorShapes[known]);
  if (!detector.ok) return detector;
  const { id, config: experiment, score, plan } = detector.value;
  if (id !== experiment.detector) return misfit(`${passportKeys.detector}.id`, id, experiment.detector);
  const dataset = readPart(metadata, passportKeys.dataset, datasetFileShape);
  if (!dataset.ok) return dataset;
  const calibration = readPart(metadata, passportKeys.calibration, calibrationShape);
  if (!calibration.ok) return calibration;
  const selfCheck = readPart(metadata, passportKeys.selfCheck, selfCheckShape);
  if (!selfCheck.ok) return selfCheck;
  const { images, scores } = selfCheck.value;
  if (images.length !== scores.length || images.length > selfCheckImages)
    return misfit(
      passportKeys.selfCheck,
      `${images.length} images, ${scores.length} scores`,
      `as many of both, at most ${selfCheckImages}`,
    );
  const { basis, fitted, falseAlarmRate, scores: normals } = calibration.value;
  return success({
    experiment,
    score,
    plan,
    preparation: dataset.value.preparation,
    dataset: dataset.value.dataset,
    normals: dataset.value.normals.map(({ size, ...facts }) => ({
      ...facts,
      ...(size && { file: { bytes: 0, width: size[0], height: size[1] } }),
    })),
    calibration: { basis, fitted, normals: normals.map((one) => ({ path: '', score: one })) },
    falseAlarmRate,
    selfCheck: selfCheck.value,
  });
}
