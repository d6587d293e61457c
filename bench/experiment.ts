/** `npm run experiment`: see bench/experiment/options.ts for what it takes. */
import { messageOf } from '../src/core/message-of.ts';
import type { ControlHandle } from '../src/engine/training/control.ts';
import { inspectFolder } from './experiment/inspect.ts';
import { UsageError, readOptions } from './experiment/options.ts';
import { runExperiment } from './experiment/run.ts';
import { NoAdapter, RunFailure, Stopped } from './experiment/running.ts';
import { runPlan } from './experiment/plan.ts';
import { printTable } from './experiment/table.ts';
import { usage } from './experiment/usage.ts';

const tell = (line: string) => {
  process.stderr.write(`${line}\n`);
};

const stopOnSignal = (control: ControlHandle) => {
  const stop = () => {
    control.stop();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
};

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.kind === 'help') process.stdout.write(`${usage}\n`);
  else if (options.kind === 'inspect') await inspectFolder(options.inspect, tell, stopOnSignal);
  else if (options.kind === 'table') process.stdout.write(await printTable(options.files, options.format));
  else if (options.kind === 'plan') await runPlan(options.plan, tell, stopOnSignal);
  else await runExperiment(options.run, tell, stopOnSignal);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof Stopped) return 130;
  if (error instanceof NoAdapter) return 3;
  return error instanceof RunFailure ? 1 : 2;
}

try {
  await main();
  process.exit(0); // the device would keep the process alive
} catch (error) {
  tell(messageOf(error));
  if (error instanceof UsageError) tell('--help tells more');
  process.exit(exitCodeOf(error));
}
