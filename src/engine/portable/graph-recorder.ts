/** Writes a graph down node by node; a value is the name of the node's output, or of a constant. */
import type { Initialiser, Node } from '../weights/formats/onnx-writer.ts';

/** What a node takes beside its inputs. */
type Attributes = Pick<Node, 'integers' | 'floats'>;

export class GraphRecorder {
  readonly nodes: Node[] = [];
  readonly tensors = new Map<string, Initialiser>();
  readonly #known = new Map<string, string>();
  #count = 0;

  node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = `${operator}.${++this.#count}`;
    this.nodes.push({ operator, inputs, output, ...attributes });
    return output;
  }

  /** Gives a value the name by which it leaves the graph. */
  nameOutput(value: string, output: string): void {
    this.nodes.push({ operator: 'Identity', inputs: [value], output });
  }

  /** The largest `count` of the last axis; of all where there are fewer than `count` it must not be asked. */
  largest(value: string, count: number): { readonly values: string; readonly indices: string } {
    const [values, indices] = [`TopK.${++this.#count}`, `TopK.${this.#count}.indices`];
    const inputs = [value, this.integers([count])];
    this.nodes.push({ operator: 'TopK', inputs, output: values, otherOutputs: [indices] });
    return { values, indices };
  }

  tensor(name: string, shape: readonly number[], values: Initialiser['values']): string {
    this.tensors.set(name, { shape, values });
    return name;
  }

  /** A list, or with an empty shape a single number; the same constant is written once. */
  integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant('integers', values, shape, BigInt64Array.from(values, BigInt));
  }

  double(value: number): string {
    return this.#constant('double', [value], [], Float64Array.of(value));
  }

  float(value: number): string {
    return this.#constant('float', [value], [], Float32Array.of(value));
  }

  #constant(
    kind: string,
    values: readonly number[],
    shape: readonly number[],
    array: Initialiser['values'],
  ): string {
    const key = `${kind} ${shape.join('x')} ${values.join()}`;
    const name = this.#known.get(key) ?? this.tensor(`constant.${++this.#count}`, shape, array);
    this.#known.set(key, name);
    return name;
  }
}
