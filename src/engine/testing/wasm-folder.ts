/** Where the WebAssembly files lie in Node. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export function wasmFolder(): string {
  const path = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  return `${join(dirname(path), 'dist')}/`;
}
