/** Bundles the bench into one folder: npm `webgpu` holds a native library and stays beside it, and Node itself comes along. */
import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, openSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../../out/gpu-bench');

/** Node for machines that have none; left out where this is no x86-64 Linux, or has no xz. */
function packNode(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') return;
  const path = `${folder}/node.xz`;
  const packed = openSync(path, 'w');
  const { status } = spawnSync('xz', ['-2', '-T0', '-c', process.execPath], {
    stdio: ['ignore', packed, 'inherit'],
  });
  closeSync(packed);
  if (status !== 0) rmSync(path);
}

export default defineConfig({
  publicDir: false,
  build: {
    ssr: here('./gpu-bench.ts'),
    outDir: folder,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { external: ['webgpu'], output: { entryFileNames: 'gpu-bench.mjs', format: 'es' } },
  },
  ssr: { noExternal: true, external: ['webgpu'] },
  plugins: [
    {
      name: 'carry-webgpu',
      closeBundle() {
        for (const part of ['package.json', 'index.js', 'LICENSE.md', 'dist/linux-x64']) {
          cpSync(here(`../../node_modules/webgpu/${part}`), `${folder}/node_modules/webgpu/${part}`, {
            recursive: true,
          });
        }
        cpSync(here('./torch_step.py'), `${folder}/torch_step.py`);
        cpSync(here('./run.sh'), `${folder}/run.sh`);
        packNode();
      },
    },
  ],
});
