/** The kernel calls that update all weights of a network from their gradients. */
import {
  adamWKernel,
  larsBlock,
  larsKernel,
  larsRatesKernel,
  larsSumsKernel,
  sgdKernel,
} from '../kernels/optimisers.ts';
import type { Layout } from '../program/layout.ts';
import type { Recorder } from '../program/recorder.ts';
import { bytesOf, type Value } from '../program/value.ts';
import { larsTrust, type OptimiserChoice } from './optimiser.ts';

/** Tables that the device needs once, before the first step. */
export type Constants = readonly (readonly [value: Value, contents: Uint32Array<ArrayBuffer>])[];

function whole(arena: string, layout: Layout): Value {
  return { name: arena, shape: [layout.bytes / 4], place: { arena, offset: 0 } };
}

/** End of the weights of several dimensions, in numbers. */
function matricesEnd(layout: Layout): number {
  const first = trainedValues(layout).find(({ shape }) => shape.length === 1);
  return (first?.place?.offset ?? layout.trainedBytes) / 4;
}

function trainedValues({ values, trainedBytes }: Layout): Value[] {
  return [...values.values()].filter(({ place }) => (place?.offset ?? 0) < trainedBytes);
}

interface LarsTables {
  readonly blocks: number[];
  readonly tensors: number[];
  readonly tensorOf: number[];
}

function larsTables(layout: Layout): LarsTables {
  const tensorOf = new Array<number>(layout.trainedBytes / 256).fill(0);
  const tables: LarsTables = { blocks: [], tensors: [], tensorOf };
  trainedValues(layout).forEach((value, tensor) => {
    const start = (value.place?.offset ?? 0) / 16;
    const end = start + Math.ceil(bytesOf(value) / 16);
    tables.tensors.push(tables.blocks.length / 2);
    for (let at = start; at < end; at += larsBlock / 4) {
      tables.blocks.push(at, Math.min(end, at + larsBlock / 4));
    }
    tables.tensors.push(tables.blocks.length / 2);
    tables.tensorOf.fill(tensor, Math.floor(start / 16), Math.ceil(end / 16));
  });
  return tables;
}

function constant(name: string, contents: number[]): Constants[number] {
  return [{ name, shape: [contents.length] }, Uint32Array.from(contents)];
}

function recordLars(recorder: Recorder, layout: Layout, choice: OptimiserChoice, settings: Value): Constants {
  const tables = larsTables(layout);
  const [weights, gradients] = [whole('weights', layout), whole('gradients', layout)];
  const blocks = constant('lars blocks', tables.blocks);
  const tensors = constant('lars tensors', tables.tensors);
  const tensorOf = constant('lars tensor of', tables.tensorOf);
  const trained = trainedValues(layout);
  const count = trained.length;
  const matrices = trained.filter(({ shape }) => shape.length > 1).length;
  const end = matricesEnd(layout);
  const sums = { name: 'lars sums', shape: [tables.blocks.length] };
  const rates = { name: 'lars rates', shape: [count] };
  const reads = { weights, gradients, blocks: blocks[0] };
  recorder.emit(larsSumsKernel(tables.blocks.length / 2), 'update', reads, { sums });
  const ratesKernel = larsRatesKernel(count, matrices, choice.weightDecay, larsTrust);
  recorder.emit(ratesKernel, 'update', { sums, tensors: tensors[0] }, { rates });
  const decay = {
    weightDecay: choice.weightDecay,
    decayed: choice.normDecay ? layout.trainedBytes / 4 : end,
  };
  recorder.emit(
    larsKernel(layout.trainedBytes / 4, choice.momentum, decay),
    'update',
    { gradients, settings, rates, tensorOf: tensorOf[0] },
    { weights, velocities: whole('slot0', layout) },
  );
  return [blocks, tensors, tensorOf];
}

/** `layout` is of the weights, and of all that lies beside them; `settings` holds `stepSettings`. */
export function recordUpdate(
  recorder: Recorder,
  layout: Layout,
  choice: OptimiserChoice,
  settings: Value,
): Constants {
  const size = layout.trainedBytes / 4;
  const weights = whole('weights', layout);
  const reads = { gradients: whole('gradients', layout), settings };
  const decay = {
    weightDecay: choice.weightDecay,
    decayed: choice.normDecay ? size : matricesEnd(layout),
  };
  switch (choice.optimiser) {
    case 'sgd':
      recorder.emit(sgdKernel(size, choice.momentum, decay), 'update', reads, {
        weights,
        velocities: whole('slot0', layout),
      });
      return [];
    case 'adamw':
      recorder.emit(adamWKernel(size, decay), 'update', reads, {
        weights,
        means: whole('slot0', layout),
        squares: whole('slot1', layout),
      });
      return [];
    case 'lars':
      return recordLars(recorder, layout, choice, settings);
  }
}
