/**
 * Serves the backbone and the WebAssembly that runs it if there is no GPU, and writes both into the built page, as files
 * that a worker fetches when it needs them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { backbonePath, makeBackbone } from './backbone-asset.mjs';

const wasmPackage = '@tensorflow/tfjs-backend-wasm';
const wasmFile = 'tfjs-backend-wasm-simd.wasm';

function readWasm() {
  const folder = dirname(createRequire(import.meta.url).resolve(`${wasmPackage}/package.json`));
  return readFileSync(join(folder, 'dist', wasmFile));
}

const files = [
  { path: backbonePath, type: 'application/octet-stream', read: makeBackbone },
  { path: `${dirname(backbonePath)}/${wasmFile}`, type: 'application/wasm', read: readWasm },
];

export function backbone() {
  return {
    name: 'backbone',
    configureServer({ middlewares }) {
      for (const { path, type, read } of files) {
        let bytes;
        middlewares.use(`/${path}`, (_request, response) => {
          bytes ??= read();
          response.setHeader('content-type', type);
          response.end(bytes);
        });
      }
    },
    generateBundle() {
      for (const { path, read } of files) this.emitFile({ type: 'asset', fileName: path, source: read() });
    },
  };
}
