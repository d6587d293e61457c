/** The table of faces: one for each detector that the knob offers; and what a run says, checked against it. */
import type { DetectorName } from '../core/experiment/detectors.ts';
import type { RunEvent } from '../core/run/file/event-shapes.ts';
import type { Misfit } from '../core/run/file/shape.ts';
import type { PublishedColumn } from '../core/run/published.ts';
import type { RunResults } from '../core/run/results.ts';
import type { Text } from '../core/text.ts';
import { autoencoderFace } from './autoencoder/face.ts';
import { contrastiveFace } from './contrastive/face.ts';
import { cutPasteFace } from './cutpaste/face.ts';
import { deepSvddFace } from './deep-svdd/face.ts';
import type { DetectorFace } from './detector-face.ts';
import { draemFace } from './draem/face.ts';
import { localContrastFace } from './local-contrast/face.ts';
import { ocSvmFace } from './oc-svm/face.ts';
import { nsaFace } from './nsa/face.ts';
import { patchCoreFace } from './patchcore/face.ts';
import { vaeFace } from './vae/face.ts';
import { ssdFace } from './ssd/face.ts';
import { vaeGanFace } from './vae-gan/face.ts';

export const faces: Readonly<Record<DetectorName, DetectorFace>> = {
  contrastive: contrastiveFace,
  'local-contrast': localContrastFace,
  patchcore: patchCoreFace,
  'deep-svdd': deepSvddFace,
  autoencoder: autoencoderFace,
  'oc-svm': ocSvmFace,
  vae: vaeFace,
  ssd: ssdFace,
  cutpaste: cutPasteFace,
  draem: draemFace,
  nsa: nsaFace,
  'vae-gan': vaeGanFace,
};

/** What the table of runs shows beside them. */
export const publishedColumns: readonly PublishedColumn[] = Object.values(faces).flatMap(
  ({ published }) => published,
);

/** `undefined` for a detector of a later version. */
export function faceOf(id: string): DetectorFace | undefined {
  return (faces as Readonly<Partial<Record<string, DetectorFace>>>)[id];
}

/** What users see of a score; its name in files, where the detector is not known. */
export function scoreText(detector: string, name: string): Text {
  const spec = faceOf(detector)?.scores.find((score) => score.name === name);
  return spec?.label ?? { en: name, ja: name };
}

function namesOf(specs: readonly { readonly name: string }[]): string[] {
  return specs.map(({ name }) => name);
}

function stranger(known: readonly string[], used: Iterable<string>, where: string): Misfit | undefined {
  for (const name of used)
    if (!known.includes(name)) return { where: `${where}.${name}`, came: name, wanted: known.join(' or ') };
  return undefined;
}

/** The first score of a run that its detector does not give; a detector of a later version may give any. */
export function unknownScore({ detector, evaluation }: RunResults): Misfit | undefined {
  const face = faceOf(detector.id);
  if (face === undefined) return undefined;
  const used = [evaluation.score, ...Object.keys(evaluation.others)];
  const inItems = new Set(evaluation.items.flatMap(({ scores }) => Object.keys(scores)));
  return stranger(namesOf(face.scores), [...used, ...inItems], 'evaluation.scores');
}

/** The first number of a step that its detector does not measure. */
export function unknownNumber(detector: string, events: readonly RunEvent[]): Misfit | undefined {
  const face = faceOf(detector);
  if (face === undefined) return undefined;
  const used = new Set(events.flatMap((event) => (event.type === 'step' ? Object.keys(event.numbers) : [])));
  return stranger(namesOf(face.series), used, 'step.numbers');
}
