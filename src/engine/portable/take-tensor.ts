/** One tensor of a detector's file, or what is wrong with it. */
import type { DetectorFileProblem } from '../../core/inspect/passport.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { WeightsProblem } from '../weights/problem.ts';
import type { Tensor, Tensors } from '../weights/tensor.ts';

export function unreadable({ where, came, wanted }: WeightsProblem): Result<never, DetectorFileProblem> {
  return failure({ kind: 'unreadable', misfit: { where, came: String(came), wanted: String(wanted) } });
}

export function misfit(where: string, came: string, wanted: string): Result<never, DetectorFileProblem> {
  return failure({ kind: 'misfit', misfit: { where, came, wanted } });
}

/** A tensor whose shape is `shape`, where -1 is any length of at least 1. */
export function takeTensor(
  tensors: Tensors,
  name: string,
  shape: readonly number[],
): Result<Tensor, DetectorFileProblem> {
  const tensor = tensors.get(name);
  const isFit =
    tensor?.shape.length === shape.length &&
    tensor.shape.every((length, i) => (shape[i] === -1 ? length > 0 : length === shape[i]));
  if (tensor !== undefined && isFit) return success(tensor);
  const wanted = `numbers of shape ${shape.map((length) => (length === -1 ? 'n' : length)).join(' x ')}`;
  return misfit(name, tensor === undefined ? 'nothing' : tensor.shape.join(' x '), wanted);
}
