/**
 * tfjs's WebAssembly backend (XNNPACK with SIMD), beside whatever backend tfjs works with: its kernels are called directly,
 * so that nothing global changes and no tape is kept. For machines without a GPU.
 */
import * as tf from '@tensorflow/tfjs';
import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { sizeOf } from '../networks/parameters.ts';

export type WasmTensor = tf.TensorInfo;

export interface WasmMath {
  /** Copies numbers in; the caller releases the tensor. */
  readonly write: (values: Float32Array, shape: readonly number[]) => WasmTensor;
  /** A copy of a tensor's numbers. */
  readonly read: (tensor: WasmTensor) => Float32Array;
  readonly release: (tensor: WasmTensor) => void;
  /** Runs one of tfjs's kernels, such as `FusedConv2D`. The caller releases the result. */
  readonly run: (
    kernel: string,
    inputs: Readonly<Record<string, WasmTensor>>,
    attributes: Readonly<Record<string, unknown>>,
  ) => WasmTensor;
  /** Tensors that are not released yet. */
  readonly held: () => number;
}

/** The file that every browser with module workers can run. */
export const wasmFile = 'tfjs-backend-wasm-simd.wasm';
const backendName = 'wasm';

async function openBackend(folder: string): Promise<BackendWasm> {
  // Threads would need a worker made of text, which the page's policy forbids; several workers share the images instead.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const path = folder + wasmFile;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': path,
    [wasmFile]: path,
    'tfjs-backend-wasm-threaded-simd.wasm': path,
  });
  const open = tf.findBackendFactory(backendName);
  const backend: unknown = await open();
  if (!(backend instanceof BackendWasm)) throw new Error('expected the WebAssembly backend of tfjs');
  for (const { setupFunc } of tf.getKernelsForBackend(backendName)) setupFunc?.(backend);
  return backend;
}

function mathOf(backend: BackendWasm): WasmMath {
  return {
    write(values, shape) {
      const lengths = [...shape];
      return { dataId: backend.write(values, lengths, 'float32'), shape: lengths, dtype: 'float32' };
    },
    read: ({ dataId, shape }) => (backend.readSync(dataId) as Float32Array).subarray(0, sizeOf(shape)),
    release({ dataId }) {
      backend.disposeData(dataId);
    },
    run(name, inputs, attributes) {
      const kernel = tf.getKernel(name, backendName);
      const attrs = attributes as unknown as tf.NamedAttrMap;
      return kernel.kernelFunc({ inputs: { ...inputs }, backend, attrs }) as WasmTensor;
    },
    held: () => backend.numDataIds(),
  };
}

let opened: Promise<WasmMath> | undefined;

/**
 * One for each thread. `folder` is where the file above lies: an address or a path, with the last slash. Rejects if the file
 * is missing or the machine has no SIMD.
 */
export function openWasmMath(folder: string): Promise<WasmMath> {
  opened ??= openBackend(folder).then(mathOf);
  opened.catch(() => {
    opened = undefined; // the next call tries again
  });
  return opened;
}
