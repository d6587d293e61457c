/** One compute pass as tfjs's WebGPU backend takes it: one thread an output vec4, in a flat grid without barriers. */
import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

export interface FlatPass {
  readonly key: string;
  /** Names of the inputs in the code, with the components each is read by. */
  readonly inputs: readonly (readonly [name: string, components: 1 | 4])[];
  readonly outputShape: number[];
  /** Threads needed; each sees its own `index`. */
  readonly threads: number;
  /** WGSL outside of the entry point. */
  readonly declarations: string;
  /** WGSL of the body of `main(index : i32)`, for index < threads. */
  readonly body: string;
}

const workgroup = 64;

/** Programs are single-use: tfjs lengthens `shaderKey` at each run. */
export function flatProgram(pass: FlatPass): WebGPUProgram {
  return {
    variableNames: pass.inputs.map(([name]) => name),
    variableComponents: pass.inputs.map(([, components]) => components),
    outputShape: pass.outputShape,
    outputComponent: 4,
    dispatchLayout: { x: pass.outputShape.map((_, axis) => axis) },
    dispatch: [Math.ceil(pass.threads / workgroup), 1, 1],
    workgroupSize: [workgroup, 1, 1],
    size: true,
    shaderKey: `kizu_${pass.key}`,
    getUserCode: () => `
${pass.declarations}
const THREADS = ${pass.threads};
fn main(index : i32) {
  // tfjs lays pipelines out by what the code uses, so the uniforms must be read
  if (index >= min(THREADS, uniforms.size)) { return; }
${pass.body}
}`,
  };
}
