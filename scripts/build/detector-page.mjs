/**
 * `detector.html`: the page that a detector is taken away with, as one file. It is a build of its own, whose code, style and
 * WebAssembly all lie in the HTML, so that it works from a disk. The app fetches it when somebody saves it.
 */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';

/** Where the app finds it, relative to the folder that it is served from. */
export const detectorPagePath = 'detector.html';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A thread's code is one file: nothing can be fetched later. */
const oneFile = { output: { codeSplitting: false } };

const config = {
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [react()],
  // Of tfjs only the core is needed beside its WebAssembly.
  resolve: { alias: [{ find: /^@tensorflow\/tfjs$/, replacement: '@tensorflow/tfjs-core' }] },
  assetsInclude: ['**/*.wasm'],
  worker: { format: 'iife', rolldownOptions: oneFile },
  build: {
    write: false,
    target: 'es2023',
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: 4000,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: {
      input: 'src/detector-page/main.tsx',
      output: { format: 'iife', codeSplitting: false },
    },
  },
};

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page may run this very code and nothing else, and reaches no address: only what lies in it or was given to it. */
function policyOf(code, style) {
  return [
    "default-src 'none'",
    `script-src ${hashOf(code)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    'worker-src blob:',
    'connect-src blob: data:',
    'img-src blob: data:',
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Text for a script element, which ends at its own end tag wherever that stands. */
const asScript = (code) => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

function pageOf(code, style) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(code, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Kizu</title>
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<script>${code}</script>
</body>
</html>
`;
}

export async function makeDetectorPage() {
  const { build } = await import('vite');
  const built = await build(config);
  const { output } = Array.isArray(built) ? built[0] : built;
  const chunks = output.filter(({ type }) => type === 'chunk');
  const styles = output.filter(({ fileName }) => fileName.endsWith('.css'));
  const others = output.filter((file) => !chunks.includes(file) && !styles.includes(file));
  if (chunks.length !== 1 || others.length > 0)
    throw new Error(
      `detector.html: expected one piece of code, got ${output.map(({ fileName }) => fileName).join(', ')}`,
    );
  const style = styles.map(({ source }) => source.toString().trim()).join('\n');
  return pageOf(asScript(chunks[0].code.trim()), style);
}

export function detectorPage() {
  return {
    name: 'detector-page',
    configureServer({ middlewares }) {
      middlewares.use(`/${detectorPagePath}`, (_request, response, next) => {
        makeDetectorPage().then((page) => {
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.end(page);
        }, next);
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: detectorPagePath, source: await makeDetectorPage() });
    },
  };
}
