/** What a network is to the engine: its weights by name, and how it turns inputs into values. The engine runs any of them. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import type { Operations } from './operations.ts';
import type { NetworkSpec } from './parameters.ts';

/** Values by name: tensors, values of a plan, or whatever else `Operations` work on. */
export type Named<T> = Readonly<Record<string, T>>;

/** The shape of an output: a vector [N, channels] for each image, or a map [N, S / stride, S / stride, channels]. */
export interface OutputSpec {
  readonly channels: number;
  /** Pixels of the input for one cell of a map; a vector has none. */
  readonly stride?: number;
}

/** What makes pictures of codes alone. */
export interface Generator {
  /** Numbers of a code. */
  readonly length: number;
  /** Codes [N, 1, 1, length] -> pictures [N, S, S, 3] in [0, 1]. */
  apply<T>(codes: T, operations: Operations<T>): T;
}

export interface Network {
  readonly spec: NetworkSpec;
  /** How pixels become the input `images`. */
  readonly normalisation: Normalisation;
  /** What `apply` gives, by name. Every network has the output `pooled`, its embedding of an image. */
  readonly outputs: Named<OutputSpec>;
  /** `inputs.images` is [N, S, S, 3], normalised. Gives all outputs; programs drop the calls that none of theirs needs. */
  apply<T>(inputs: Named<T>, operations: Operations<T>): Named<T>;
  /** Its decoder, of a network from which samples can be drawn. */
  readonly generator?: Generator;
}

/** Length of an embedding. */
export function embeddingLengthOf({ outputs }: Pick<Network, 'outputs'>): number {
  return outputs['pooled'].channels;
}

/** @throws if the network draws no samples. */
export function generatorOf({ generator }: Pick<Network, 'generator'>): Generator {
  if (generator === undefined) throw new Error('expected a network with a generator, got one without');
  return generator;
}

/** One of several values, by its name. @throws if there is none. */
export function valueOf<T>(values: Named<T>, name: string): T {
  if (Object.hasOwn(values, name)) return values[name];
  throw new Error(`expected one of ${Object.keys(values).join(', ')}, got ${name}`);
}
