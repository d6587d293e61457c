/** What records of the shelf must look like: a browser, another version or a crash may have left others. */
import type { Marks } from '../../../core/dataset/marks.ts';
import type { ImageFacts } from '../../../core/dataset/facts.ts';
import {
  count,
  fieldsOf,
  listOf,
  number,
  object,
  oneOf,
  optional,
  readShape,
  refuse,
  text,
  truth,
  type Shape,
} from '../../../core/run/file/shape.ts';
import { regionShape } from '../../../core/run/file/result-shape.ts';
import type { FileProblem } from '../../bridge/contract-data.ts';
import { recordVersion, type StagedImport, type StoredRecord } from './record.ts';

const countsShape = object({
  train: count,
  testNormal: count,
  testDefective: count,
  masks: count,
  validation: optional(count),
});

const preparationShape = object({
  side: count,
  aspect: oneOf(['stretch', 'crop', 'pad']),
  isEqualised: truth,
  keepsOriginals: optional(truth),
  invertsMasks: optional(truth),
  white: optional(number),
});

/** The doctor's numbers: what it reads of them is checked here, or it would fail on them. */
const factsShape: Shape<ImageFacts> = (raw, where) => {
  object({ medianGray: number, contrast: number, sharpness: number, hasColour: truth })(raw, where);
  return raw as ImageFacts;
};

const runsShape: Shape<Marks['runs']> = (raw, where) =>
  raw instanceof Uint32Array && raw.length % 2 === 0
    ? new Uint32Array(raw)
    : refuse(raw, where, 'pairs of whole numbers');

const marksShape = listOf(object({ runs: runsShape, saturation: optional(count) }));

const fullShape = object({
  width: count,
  height: count,
  aspect: oneOf(['stretch', 'crop', 'pad']),
  marks: marksShape,
});

const itemShape = object({
  path: text,
  split: oneOf(['train', 'validation', 'test']),
  defect: text,
  at: count,
  maskAt: optional(count),
  facts: optional(factsShape),
  full: optional(fullShape),
});

const problemShape: Shape<FileProblem> = (raw, where) =>
  object({ path: text, kind: text, came: text, wanted: optional(text) })(raw, where) as FileProblem;

const placeShape = object({ at: count, length: count });

/** Fields of all versions, so that a newer record can be told from a broken one. */
const recordFields = {
  id: text,
  version: count,
  name: text,
  preparation: preparationShape,
  bytes: count,
  savedAt: number,
};

const storedShape: Shape<StoredRecord> = object({
  ...recordFields,
  fingerprint: text,
  counts: countsShape,
  items: listOf(itemShape),
  leftOut: optional(listOf(text)),
  region: optional(regionShape),
  originals: optional(listOf(object({ path: text, at: count, length: count }))),
  problems: listOf(problemShape),
});

const stagedShape: Shape<StagedImport> = object({
  ...recordFields,
  total: count,
  originalBytes: optional(count),
  files: listOf(
    object({
      path: text,
      size: count,
      modified: number,
      at: count,
      width: count,
      height: count,
      original: optional(placeShape),
      marks: optional(marksShape),
      image: optional(object({ digest: text, facts: factsShape })),
    }),
  ),
});

/** `newer`: a later version of Kizu wrote it, and may read it again. */
export type Read<Record> = Record | 'newer' | 'broken';

function readAs<Record extends { readonly version: number }>(
  shape: Shape<Record>,
): (raw: unknown) => Read<Record> {
  return (raw) => {
    const fields = readShape(fieldsOf, raw);
    const version = fields.ok ? fields.value.get('version') : undefined;
    if (typeof version === 'number' && version > recordVersion) return 'newer';
    const read = readShape(shape, raw);
    return read.ok && read.value.version === recordVersion ? read.value : 'broken';
  };
}

export const readStored = readAs(storedShape);
export const readStaged = readAs(stagedShape);
