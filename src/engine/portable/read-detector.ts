/** A detector's file, read back: its numbers and what it says of itself. The graph is not run; Kizu computes the same by itself. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { DetectorFileProblem, DetectorPassport, ScorerPlan } from '../../core/inspect/passport.ts';
import { fromMetadata } from '../../core/inspect/passport-file.ts';
import { success, type Result } from '../../core/result.ts';
import { createBank } from '../backbone/patch-bank.ts';
import { placeLength } from '../backbone/patch-features.ts';
import type { PlaceScorer, PlaceTerm } from '../backbone/place-scorer.ts';
import { createMatrix, transpose } from '../patch-head/matrix.ts';
import { trunkMultiple } from '../networks/mobilenet-v2.ts';
import type { Network } from '../networks/network.ts';
import { readOnnx, readOnnxMetadata } from '../weights/formats/onnx.ts';
import type { Tensors } from '../weights/tensor.ts';
import { readCrops, type ReadCrops } from './read-crops.ts';
import { misfit, takeTensor, unreadable } from './take-tensor.ts';

interface ReadPlaces {
  readonly kind: 'places';
  readonly scorer: PlaceScorer;
  readonly passport: DetectorPassport;
}

interface ReadOwnNetwork extends ReadCrops {
  readonly kind: 'crops';
  readonly passport: DetectorPassport;
}

export type ReadDetector = ReadPlaces | ReadOwnNetwork;

function readBank(
  tensors: Tensors,
  weighed: Pick<PlaceTerm, 'scale' | 'share'>,
): Result<PlaceTerm, DetectorFileProblem> {
  const turned = takeTensor(tensors, 'bank', [placeLength, -1]);
  if (!turned.ok) return turned;
  const { shape, values } = turned.value;
  const bank = createBank(transpose(createMatrix(placeLength, shape[1], values)));
  return success({ kind: 'bank', bank, ...weighed });
}

function readHead(
  tensors: Tensors,
  weighed: Pick<PlaceTerm, 'scale' | 'share'>,
): Result<PlaceTerm, DetectorFileProblem> {
  const first = takeTensor(tensors, 'head.weight1', [placeLength, -1]);
  if (!first.ok) return first;
  const hidden = first.value.shape[1];
  const second = takeTensor(tensors, 'head.weight2', [hidden, -1]);
  if (!second.ok) return second;
  const output = second.value.shape[1];
  const [bias1, bias2] = [
    takeTensor(tensors, 'head.bias1', [hidden]),
    takeTensor(tensors, 'head.bias2', [output]),
  ];
  const centre = takeTensor(tensors, 'head.centre', [output, 1]);
  if (!bias1.ok) return bias1;
  if (!bias2.ok) return bias2;
  if (!centre.ok) return centre;
  const head = {
    shape: { input: placeLength, hidden, output },
    weight1: first.value.values,
    bias1: bias1.value.values,
    weight2: second.value.values,
    bias2: bias2.value.values,
  };
  return success({ kind: 'head', head, centre: centre.value.values, ...weighed });
}

function readScorer(
  tensors: Tensors,
  { side, rule, terms }: ScorerPlan,
): Result<PlaceScorer, DetectorFileProblem> {
  if (side === 0 || side % trunkMultiple !== 0)
    return misfit('side', String(side), `a multiple of ${trunkMultiple}`);
  if (terms.length === 0) return misfit('terms', 'none', 'at least one');
  const read: PlaceTerm[] = [];
  for (const { kind, usual, unit, share } of terms) {
    const weighed = { scale: { usual, unit }, share };
    const term = kind === 'bank' ? readBank(tensors, weighed) : readHead(tensors, weighed);
    if (!term.ok) return term;
    read.push(term.value);
  }
  return success({ side, rule, terms: read });
}

/** `networkOf` says which network of its own an experiment's detector has. */
export function readDetector(
  bytes: Uint8Array,
  networkOf: (experiment: Experiment) => Network,
): Result<ReadDetector, DetectorFileProblem> {
  const metadata = readOnnxMetadata(bytes);
  if (!metadata.ok) return unreadable(metadata.problem);
  const read = fromMetadata(metadata.value);
  if (!read.ok) return read;
  const file = readOnnx(bytes);
  if (!file.ok) return unreadable(file.problem);
  const { tensors } = file.value;
  const passport = read.value;
  const { plan, experiment } = passport;
  if ('kind' in plan) {
    const crops = readCrops(tensors, passport, plan, networkOf(experiment));
    return crops.ok ? success({ kind: 'crops', passport, ...crops.value }) : crops;
  }
  const scorer = readScorer(tensors, plan);
  return scorer.ok ? success({ kind: 'places', scorer: scorer.value, passport }) : scorer;
}
