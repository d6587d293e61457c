/**
 * A long fuzz campaign: `npx tsx bench/fuzz.ts --of archives|pictures|weights --minutes 10 [--seed N]`. Each round spoils one file
 * of each kind by a seed of its own, so that a finding is repeated by `--seed N --rounds 1`. Nothing may throw, and nothing may
 * take longer than ten seconds. Minutes are of processor time; SIGTERM ends the campaign after the round, with its report.
 */
import { parseArgs } from 'node:util';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { archiveKinds } from './fuzz/archives.ts';
import { mostSeconds, newTally, playRound, type Kind } from './fuzz/campaign.ts';
import { pictureKinds } from './fuzz/pictures.ts';
import { weightKinds } from './fuzz/weights.ts';

const campaigns: Readonly<Record<string, () => Promise<Kind[]> | Kind[]>> = {
  archives: archiveKinds,
  pictures: pictureKinds,
  weights: weightKinds,
};

/** Ends this process, and names the round that it hangs in, once that takes three times what a round may. */
function watch(): (round: string) => void {
  const watcher = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     let [round, since, began] = ['', Date.now(), process.cpuUsage()];
     parentPort.on('message', (next) => { [round, since, began] = [next, Date.now(), process.cpuUsage()]; });
     setInterval(() => {
       const { user, system } = process.cpuUsage(began);
       if (user + system < 1e6 * workerData && Date.now() - since < 600_000) return;
       require('node:fs').writeSync(1, round + ': hangs\\n');
       process.kill(process.pid, 'SIGKILL');
     }, 1000);`,
    { eval: true, workerData: 3 * mostSeconds },
  );
  watcher.unref();
  return (round) => {
    watcher.postMessage(round);
  };
}

const { values } = parseArgs({
  options: {
    of: { type: 'string', default: 'archives' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '20' },
    rounds: { type: 'string' },
  },
});
const found = Object.hasOwn(campaigns, values.of) ? campaigns[values.of] : undefined;
if (found === undefined) throw new Error(`--of ${values.of}: expected ${Object.keys(campaigns).join(', ')}`);
const first = Number(values.seed);
const last = values.rounds === undefined ? Infinity : first + Number(values.rounds);
const tallies = (await found()).map((kind) => ({ kind, tally: newTally() }));
process.on('unhandledRejection', (error) => {
  tallies[0]?.tally.findings.push(`unhandled: ${String(error)}`);
});
const begin = watch();
const ending = new AbortController();
process.on('SIGTERM', () => {
  ending.abort();
});
const usedMs = () => process.cpuUsage().user / 1000;
for (
  let seed = first;
  seed < last && !ending.signal.aborted && usedMs() < Number(values.minutes) * 60_000;
  seed++
) {
  for (const { kind, tally } of tallies) {
    begin(`${kind.name}, seed ${seed}`);
    await playRound(kind, seed, tally);
    await turn(); // lets signals in
  }
}
for (const { kind, tally } of tallies) {
  console.log(`${kind.name}: ${tally.rounds} rounds, slowest ${tally.slowestMs.toFixed(0)} ms`);
  for (const finding of tally.findings.slice(0, 20)) console.log(`  ${finding}`);
  if (tally.findings.length > 20) console.log(`  and ${tally.findings.length - 20} more`);
}
const findings = tallies.reduce((sum, { tally }) => sum + tally.findings.length, 0);
process.exitCode = findings === 0 ? 0 : 1;
