/**
 * Makes the recorded run that comes with the page out of a run of the engine:
 *
 *   npm run experiment -- --sample hex-nut --seed 1 --run hex-nut-run.zip --out hex-nut.json
 *   npx tsx bench/recorded-run.ts hex-nut-run.zip
 *
 * Writes src/app/recorded/hex-nut.zip, thinned, without weights, at most 400 KB.
 */
import { openAsBlob, statSync } from 'node:fs';
import { readRunZip } from '../src/state/runs/run-zip/read-run-zip.ts';
import { saveRun } from './experiment/save-run.ts';
import { thinEvent, thinResults } from './experiment/thin-run.ts';

const target = 'src/app/recorded/hex-nut.zip';
const mostBytes = 400 * 1024;

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Say which run: npx tsx bench/recorded-run.ts RUN.zip');
const [outcome] = await readRunZip(await openAsBlob(path), path, new AbortController().signal);
if (outcome?.ok !== true) throw new Error(`${path} cannot be used: ${JSON.stringify(outcome?.problem)}`);
const { run, events } = outcome.value;
await saveRun(target, {
  results: thinResults(run.results),
  events: events.map(thinEvent),
  weights: undefined,
  finishedAt: run.finishedAt,
});
const { size } = statSync(target);
process.stderr.write(`${target}: ${events.length} events, ${(size / 1024).toFixed(0)} KB\n`);
if (size > mostBytes) throw new Error(`${size} bytes are more than ${mostBytes}`);
