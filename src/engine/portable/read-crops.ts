/** What judges crops in a detector's file, and the network that it sees with. */
import type { CropPlan, DetectorFileProblem, DetectorPassport } from '../../core/inspect/passport.ts';
import { success, type Result } from '../../core/result.ts';
import type { CropScorer, RowScorer, SquareTerm } from '../evaluation/crop-scorer.ts';
import { embeddingLengthOf, valueOf, type Network } from '../networks/network.ts';
import { sizeOf } from '../networks/parameters.ts';
import type { FirstValues } from '../training/trainer.ts';
import { torchName } from '../weights/export-weights.ts';
import { fromTorchLayout, toTorchShape } from '../weights/layout.ts';
import { createNodeRecorder, nodesBehind } from '../weights/node-recorder.ts';
import type { Tensors } from '../weights/tensor.ts';
import { takeTensor } from './take-tensor.ts';

function readTerm(tensors: Tensors, name: string, length: number): Result<SquareTerm, DetectorFileProblem> {
  const mean = takeTensor(tensors, `${name}.mean`, [1, length]);
  if (!mean.ok) return mean;
  if (!tensors.has(`${name}.matrix`)) return success({ mean: mean.value.values });
  const matrix = takeTensor(tensors, `${name}.matrix`, [length, length]);
  return matrix.ok ? success({ mean: mean.value.values, matrix: matrix.value.values }) : matrix;
}

function readRows(
  tensors: Tensors,
  plan: CropPlan['rows'],
  length: number,
): Result<RowScorer, DetectorFileProblem> {
  if (plan.kind === 'cosines') {
    const bank = takeTensor(tensors, 'bank', [-1, length]);
    if (!bank.ok) return bank;
    const neighbours = Math.max(1, plan.neighbours);
    return success({ kind: 'cosines', bank: bank.value.values, length, neighbours });
  }
  const terms: SquareTerm[] = [];
  for (let i = 0; i < Math.max(1, plan.terms); i++) {
    const term = readTerm(tensors, `squares.${i}`, length);
    if (!term.ok) return term;
    terms.push(term.value);
  }
  const { kind, isUnit } = plan;
  if (!plan.hasKnown) return success({ kind, length, isUnit, terms });
  const known = readTerm(tensors, 'squares.known', length);
  return known.ok ? success({ kind, length, isUnit, terms, known: known.value }) : known;
}

/** Names of the weights that the embedding depends on, as files have them. */
function neededNames(network: Network): ReadonlySet<string> {
  const { nodes, operations } = createNodeRecorder();
  const pooled = valueOf(network.apply({ images: 'images' }, operations), 'pooled');
  return new Set(nodesBehind([pooled], nodes).flatMap(({ inputs }) => inputs));
}

/** What the embedding does not depend on, such as a head, is not in the file: zeros stand for it. */
function readModel(tensors: Tensors, network: Network): Result<FirstValues, DetectorFileProblem> {
  const needed = neededNames(network);
  const [parameters, statistics]: Record<string, Float32Array>[] = [{}, {}];
  const { spec } = network;
  const norms = Object.entries(spec.norms).flatMap(([layer, channels]) =>
    ['running_mean', 'running_var'].map((part) => ({ name: `${layer}.${part}`, shape: [channels] })),
  );
  for (const [values, list] of [
    [parameters, spec.parameters],
    [statistics, norms],
  ] as const) {
    for (const { name, shape } of list) {
      if (!needed.has(torchName(name))) {
        values[name] = new Float32Array(sizeOf(shape));
        continue;
      }
      const tensor = takeTensor(tensors, torchName(name), toTorchShape(shape));
      if (!tensor.ok) return tensor;
      values[name] = fromTorchLayout(tensor.value.values, shape);
    }
  }
  return success({ parameters, statistics });
}

export interface ReadCrops {
  readonly crops: CropScorer;
  readonly network: Network;
  readonly model: FirstValues;
}

/** `network` is that of the file's experiment. */
export function readCrops(
  tensors: Tensors,
  { experiment }: Pick<DetectorPassport, 'experiment'>,
  { normalisation, rows }: CropPlan,
  network: Network,
): Result<ReadCrops, DetectorFileProblem> {
  const model = readModel(tensors, network);
  if (!model.ok) return model;
  const scorer = readRows(tensors, rows, embeddingLengthOf(network));
  if (!scorer.ok) return scorer;
  const { trainOn, imageSize, inputSize, cropStride } = experiment;
  return success({
    crops: { shape: { trainOn, imageSize, inputSize, cropStride }, rows: scorer.value },
    network: { ...network, normalisation },
    model: { ...model.value, normalisation },
  });
}
