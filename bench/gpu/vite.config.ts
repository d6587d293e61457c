/** Bundles the bench into one file; npm `webgpu` holds a native library and stays beside it. */
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../../out/gpu-bench');

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
      },
    },
  ],
});
