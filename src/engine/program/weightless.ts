/** The operations without weights as kernel calls: the same in training and in evaluation. */
import type { WeightlessOperations } from '../networks/operations.ts';
import { recordBinary, recordScaledGradient, recordUnary } from './record/entries.ts';
import { recordGaussian } from './record/gaussian.ts';
import { recordConcat, recordPart, recordSlice, recordStack, recordUpsample } from './record/join.ts';
import { recordAveragePool, recordPool } from './record/pool.ts';
import { recordReduce, recordSoftmax } from './record/reduce.ts';
import { recordSsim } from './record/ssim.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

/** `settings` are those of a training step, by which normal numbers are drawn. */
export function weightless(recorder: Recorder, settings?: Value): WeightlessOperations<Value> {
  return {
    averagePool: (x) => recordAveragePool(recorder, x),
    pool: (x, shape) => recordPool(recorder, x, shape),
    upsample: (x) => recordUpsample(recorder, x),
    concat: (xs) => recordConcat(recorder, xs),
    slice: (x, first, count) => recordSlice(recorder, x, first, count),
    stack: (xs) => recordStack(recorder, xs),
    part: (x, index, of) => recordPart(recorder, x, index, of),
    ssim: (a, b, range) => recordSsim(recorder, [a, b], range),
    unary: (x, name, parameter) => recordUnary(recorder, x, name, parameter),
    binary: (a, b, name, parameter) => recordBinary(recorder, [a, b], name, parameter),
    softmax: (x) => recordSoftmax(recorder, x),
    reduce: (x, how, over) => recordReduce(recorder, x, how, over),
    scaleGradient: (x, factor) => recordScaledGradient(recorder, x, factor),
    gaussian: (like, seed) => recordGaussian(recorder, like, seed, settings),
  };
}
