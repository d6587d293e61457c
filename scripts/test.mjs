/** Runs every check in turn, goes on after a failure, and ends with one line of true counts. */
import { spawnSync } from 'node:child_process';
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

/** A whole tool counts as one check. */
function check(command, args) {
  return run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Every vitest test counts; a file that could not run counts as one failure. */
function tests(project) {
  const report = `${reports}/${project}.json`;
  const ended = run('vitest', [
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = ended ? numFailedTests : Math.max(1, numFailedTests);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const outcomes = [
  check('tsc', ['--build']),
  check('eslint', ['.']),
  check('prettier', ['--check', '--log-level', 'warn', '.']),
  check('depcruise', ['src', 'bench', 'e2e', '--output-type', 'err']),
  check('knip', []),
  tests('unit'),
  tests('kernels'),
  check('vite', ['build', '--logLevel', 'warn']),
  tests('e2e'),
];
const sum = (key) => outcomes.reduce((total, outcome) => total + (outcome[key] ?? 0), 0);
const skipped = sum('skipped');
if (skipped > 0) console.log(`\n${skipped} skipped: what they need is not on this machine`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
