/** Tells the built service worker which files there are, once they all are: lazy chunks, workers and icons included. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { policy } from './policy.mjs';
import { socialPicture } from './share-tags.mjs';

export const serviceWorker = 'service-worker';
const place = /(["'`])__KIZU_PRECACHE__\1/;

/** Large, and wanted by few: kept once a page has asked for them. The picture of a link is asked for by other sites alone. */
const isForLater = (path) =>
  path === socialPicture || /^weights\/.+-(half|full)-\d+\.safetensors$/.test(path);

const digest = (data) => createHash('sha256').update(data).digest('hex').slice(0, 16);

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path !== `${serviceWorker}.js` && !path.endsWith('.map'))
    .sort();
}

export function precache() {
  let folder = 'dist';
  return {
    name: 'precache',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      const paths = listFiles(folder);
      const hashed = (some) =>
        Object.fromEntries(some.map((path) => [path, digest(readFileSync(join(folder, path)))]));
      const files = hashed(paths.filter((path) => !isForLater(path)));
      const later = hashed(paths.filter(isForLater));
      const path = join(folder, `${serviceWorker}.js`);
      const code = readFileSync(path, 'utf8');
      if (!place.test(code)) throw new Error(`${path} has no place for the list of files.`);
      const version = digest(JSON.stringify({ files, later }) + policy + code);
      const list = JSON.stringify(JSON.stringify({ version, policy, files, later }));
      writeFileSync(
        path,
        code.replace(place, () => list),
      );
    },
  };
}
