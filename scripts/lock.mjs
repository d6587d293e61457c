/**
 * Completes package-lock.json: `npm run lock`, after packages were added or updated. npm writes only the packages of the
 * current system when a node_modules is there (npm/cli issue 4828), and `npm ci` then fails on other systems. So the lock is
 * written in an empty folder, where npm adds what is missing and leaves the rest as it is.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'kizu-lock-'));
const files = ['package.json', 'package-lock.json'];
try {
  for (const file of files) copyFileSync(file, join(folder, file));
  const args = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, {
    cwd: folder,
    stdio: 'inherit',
    shell: platform() === 'win32',
  });
  if (status === 0) copyFileSync(join(folder, 'package-lock.json'), 'package-lock.json');
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
