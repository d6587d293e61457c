/** What the browser must download and run before the page is there: the entry script and all that it imports statically. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Strings that a library cannot be built without; one that no chunk has at all is a marker that has gone stale. */
const libraries = { tfjs: /WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE|WEBGL_VERSION/, recharts: /recharts-/ };

const staticImport = /(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g;

function followImports(folder, path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const code = readFileSync(join(folder, path), 'utf8');
  for (const [, target] of code.matchAll(staticImport))
    followImports(folder, posix.join(dirname(path), target), seen);
  return seen;
}

const gzipBytes = (folder, path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length;

/** `folder` holds a built site. */
export function readFirstLoad(folder = 'dist') {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const sources = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="\.\/([^"]+)"/g)].map(
    ([, path]) => path,
  );
  const entries = sources.filter((path) => path.endsWith('.js'));
  const scripts = [...new Set(entries.flatMap((path) => [...followImports(folder, path)]))];
  const styles = sources.filter((path) => path.endsWith('.css'));
  const chunks = readdirSync(join(folder, 'assets')).filter((path) => path.endsWith('.js'));
  const holds = (path, marker) => marker.test(readFileSync(join(folder, path), 'utf8'));
  const all = Object.entries(libraries);
  const sum = (paths) => paths.reduce((total, path) => total + gzipBytes(folder, path), 0);
  return {
    scripts,
    scriptGzipBytes: sum(scripts),
    styleGzipBytes: sum(styles),
    /** Libraries that must not be among the scripts, but are. */
    heavy: all.filter(([, marker]) => scripts.some((path) => holds(path, marker))).map(([name]) => name),
    /** Libraries that no chunk seems to hold: the marker says nothing. */
    stale: all
      .filter(([, marker]) => !chunks.some((path) => holds(`assets/${path}`, marker)))
      .map(([name]) => name),
    files: readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({
        path: join(entry.parentPath, entry.name).slice(folder.length + 1),
        gzipBytes: gzipBytes(entry.parentPath, entry.name),
      })),
  };
}

/** First-load budgets in bytes, gzipped; 1 KB is 1024 bytes. */
export const firstLoadBudget = { scripts: 150 * 1024, styles: 15 * 1024 };
