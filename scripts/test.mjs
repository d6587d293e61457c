/** Runs every check in turn, continues after a failure, and ends with one line of true counts. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const binaries = 'node_modules/.bin/';
const reports = 'node_modules/.cache/kizu-test';

function run(command, args) {
  const started = Date.now();
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status } = spawnSync(`${binaries}${command}`, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log(`  ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  return status === 0;
}

/** A whole tool counts as one check. What it says is printed at its end, so that tools can run side by side. */
function check(command, args) {
  const started = Date.now();
  return new Promise((resolve) => {
    const tool = spawn(`${binaries}${command}`, args, { shell: process.platform === 'win32' });
    let said = '';
    const hear = (text) => {
      said += text;
    };
    const end = (isPassed) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(0);
      console.log(`\n> ${command} ${args.join(' ')}\n${said}  ${isPassed ? 'ok' : 'FAILED'} in ${seconds} s`);
      resolve(isPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    };
    tool.stdout.setEncoding('utf8').on('data', hear);
    tool.stderr.setEncoding('utf8').on('data', hear);
    tool.on('error', (error) => {
      hear(`${error.message}\n`);
      end(false);
    });
    tool.on('close', (status) => {
      end(status === 0);
    });
  });
}

/** Each tool uses one core: two at a time. */
async function checks() {
  const inTurn = async (tools) => {
    const outcomes = [];
    for (const [command, ...args] of tools) outcomes.push(await check(command, args));
    return outcomes;
  };
  const lanes = await Promise.all([
    inTurn([['tsc', '--build'], ['knip'], ['vite', 'build', '--logLevel', 'warn']]),
    inTurn([
      ['eslint', '.'],
      ['prettier', '--check', '--log-level', 'warn', '.'],
      ['depcruise', 'src', 'bench', 'e2e', '--output-type', 'err'],
    ]),
  ]);
  return lanes.flat();
}

/** The numbers of one run of vitest; a file that could not run counts as one failure. */
function tests(project, more = [], name = project) {
  const report = `${reports}/${name}.json`;
  const ended = run('vitest', [
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
  ]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const failed = ended ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed, skipped: numPendingTests, testResults };
  } catch {
    return { passed: 0, failed: 1, testResults: [] };
  }
}

/** More files than a busy machine may spoil are not tried again. */
const mostTriedAgain = 3;

/**
 * Journeys, which a browser on a busy machine may keep waiting: the files that failed run once more, each alone, and what passed
 * only then is named.
 */
function journeys() {
  const first = tests('e2e');
  const failed = first.testResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0 || failed.length > mostTriedAgain) return first;
  const spoiled = failed.flatMap(({ assertionResults }) => assertionResults);
  const second = tests('e2e', ['--no-file-parallelism', ...failed.map(({ name }) => name)], 'e2e-again');
  if (second.failed === 0)
    for (const { fullName, status } of spoiled)
      if (status === 'failed') console.log(`  passed at the second try only: ${fullName}`);
  const kept = first.passed - spoiled.filter(({ status }) => status === 'passed').length;
  return { passed: kept + second.passed, failed: second.failed, skipped: first.skipped };
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const outcomes = [...(await checks()), tests('unit'), tests('kernels'), tests('e2e-alone'), journeys()];
const sum = (key) => outcomes.reduce((total, outcome) => total + (outcome[key] ?? 0), 0);
const skipped = sum('skipped');
if (skipped > 0) console.log(`\n${skipped} skipped: what they need is not on this machine`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
