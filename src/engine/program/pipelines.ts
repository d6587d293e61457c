/** Compiles kernels, once for each device: compiling takes longer than running. */
import { codeOf } from '../kernels/code.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { EngineError } from './engine-error.ts';

interface Compiled {
  readonly code: string;
  readonly pipeline: Promise<GPUComputePipeline>;
}

/** By kernel name. */
const compiledOf = new WeakMap<GPUDevice, Map<string, Compiled>>();

function layoutOf(device: GPUDevice, { reads, writes }: Kernel): GPUBindGroupLayout {
  const types: GPUBufferBindingType[] = [
    ...reads.map(() => 'read-only-storage' as const),
    ...writes.map(() => 'storage' as const),
    'uniform',
  ];
  return device.createBindGroupLayout({
    entries: types.map((type, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    })),
  });
}

async function complaintsOf(module: GPUShaderModule): Promise<string> {
  const { messages } = await module.getCompilationInfo();
  return messages.map(({ lineNum, message }) => `line ${lineNum}: ${message}`).join('; ');
}

async function compile(device: GPUDevice, kernel: Kernel, code: string): Promise<GPUComputePipeline> {
  const { name: label } = kernel;
  device.pushErrorScope('validation'); // the exception below reports it
  const module = device.createShaderModule({ label, code });
  const complaint = device.popErrorScope();
  const layout = device.createPipelineLayout({ bindGroupLayouts: [layoutOf(device, kernel)] });
  try {
    return await device.createComputePipelineAsync({ label, layout, compute: { module } });
  } catch (error) {
    const detail = (await complaint) === null ? String(error) : await complaintsOf(module);
    throw new EngineError('unexpected', `kernel ${label} does not compile: ${detail}`);
  }
}

/** Rejects with an `EngineError` that names the kernel. */
export function pipelineOf(device: GPUDevice, kernel: Kernel): Promise<GPUComputePipeline> {
  const known = compiledOf.get(device) ?? new Map<string, Compiled>();
  compiledOf.set(device, known);
  const code = codeOf(kernel);
  const compiled = known.get(kernel.name);
  if (compiled !== undefined) {
    if (compiled.code !== code) throw new Error(`two kernels are called ${kernel.name}`);
    return compiled.pipeline;
  }
  const pipeline = compile(device, kernel, code);
  known.set(kernel.name, { code, pipeline });
  return pipeline;
}
