/** One compute pass as tfjs's WebGPU backend takes it: a flat grid of threads without barriers. */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs';

interface Uniform {
  readonly type: 'int32' | 'float32';
  readonly data: number[];
}

export interface FlatPass {
  /** Tells one code from another; sizes need not be in it, since they are uniforms. */
  readonly key: string;
  /** Names of the inputs in the code, with the components each is read by. */
  readonly inputs: readonly (readonly [name: string, components: 1 | 4])[];
  readonly outputShape: number[];
  /** Components that a thread writes at a time. */
  readonly outputComponents: 1 | 4;
  readonly threads: number;
  /** Sizes, known to the code by name. One code serves all sizes: compiling takes longer than running. */
  readonly integers: Readonly<Record<string, number>>;
  /** Other numbers, known to the code by name. */
  readonly floats: Readonly<Record<string, number>>;
  /** WGSL of the body of `main(index : i32)`, for index < threads; it writes `result`. */
  readonly body: string;
}

const workgroup = 64;

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function declare(names: readonly string[]): string {
  return names.map((name) => `  let ${name} = uniforms.${name};`).join('\n');
}

/** Program objects are single-use: tfjs lengthens `shaderKey` at each run. */
function programOf(pass: FlatPass): WebGPUProgram {
  const integers = Object.keys(pass.integers);
  const floats = Object.keys(pass.floats);
  const members = [...integers.map((name) => `${name} : i32, `), ...floats.map((name) => `${name} : f32, `)];
  return {
    variableNames: pass.inputs.map(([name]) => name),
    variableComponents: pass.inputs.map(([, components]) => components),
    outputShape: [sizeOf(pass.outputShape)],
    outputComponent: pass.outputComponents,
    uniforms: `THREADS : i32, ${members.join('')}`,
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(pass.threads / workgroup), 1, 1],
    workgroupSize: [workgroup, 1, 1],
    shaderKey: `kizu_${pass.key}`,
    getUserCode: () => `
fn main(index : i32) {
  if (index >= uniforms.THREADS) { return; }
${declare([...integers, ...floats])}
${pass.body}
}`,
  };
}

/**
 * tfjs compiles anew for each pattern of equal and broadcast shapes, so it is told of rows in and a vector out always.
 * Inputs in the order of `pass.inputs`; the caller owns the output.
 */
export function runFlatPass(backend: WebGPUBackend, pass: FlatPass, inputs: TensorInfo[]): TensorInfo {
  const uniforms: Uniform[] = [
    { type: 'int32', data: [pass.threads] },
    ...Object.values(pass.integers).map((value) => ({ type: 'int32' as const, data: [value] })),
    ...Object.values(pass.floats).map((value) => ({ type: 'float32' as const, data: [value] })),
  ];
  const rows = inputs.map((input) => ({ ...input, shape: [1, sizeOf(input.shape)] }));
  const output = backend.runWebGPUProgram(programOf(pass), rows, 'float32', uniforms);
  return { ...output, shape: pass.outputShape };
}
