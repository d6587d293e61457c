/** The operations without weights as kernel calls: the same in training and in evaluation. */
import type { WeightlessOperations } from '../networks/operations.ts';
import { recordBinary, recordScaledGradient, recordUnary } from './record-entries.ts';
import { recordConcat, recordUpsample } from './record-join.ts';
import { recordAveragePool, recordPool } from './record-pool.ts';
import { recordReduce, recordSoftmax } from './record-reduce.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

export function weightless(recorder: Recorder): WeightlessOperations<Value> {
  return {
    maxPool: (x) => recordPool(recorder, x, { kind: 'max', side: 3, stride: 2, padding: 1 }),
    averagePool: (x) => recordAveragePool(recorder, x),
    pool: (x, shape) => recordPool(recorder, x, shape),
    upsample: (x) => recordUpsample(recorder, x),
    concat: (xs) => recordConcat(recorder, xs),
    relu: (x) => recordUnary(recorder, x, 'relu'),
    unary: (x, name, parameter) => recordUnary(recorder, x, name, parameter),
    binary: (a, b, name, parameter) => recordBinary(recorder, [a, b], name, parameter),
    softmax: (x) => recordSoftmax(recorder, x),
    reduce: (x, how, over) => recordReduce(recorder, x, how, over),
    scaleGradient: (x, factor) => recordScaledGradient(recorder, x, factor),
  };
}
