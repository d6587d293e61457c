/**
 * Runs before `npm start` and `npm test`, when nothing may be installed yet, so it imports only Node's own modules
 * until the packages are there. With --tests it also finds or installs a Chromium.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { findChromium } from './chromium.mjs';

const stamp = 'node_modules/.kizu-installed';

function run(command, args, options = {}) {
  console.log(`> ${command} ${args.join(' ')}`);
  return (
    spawnSync(command, args, { stdio: 'inherit', shell: platform() === 'win32', ...options }).status === 0
  );
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Kizu needs Node 20.19 or newer; this is ${process.version}. Get one from https://nodejs.org`,
  );
  process.exit(1);
}

function installPackages() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) {
    console.error('Installing the packages failed; the lines above say why. Nothing else was changed.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

function installChromium() {
  const isRootOnDebian = platform() === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isRootOnDebian) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const packages = ['chromium', 'fonts-noto-cjk'];
    if (run('apt-get', ['update'], { env }) && run('apt-get', ['install', '-y', ...packages], { env }))
      return;
  }
  run('npx', ['playwright-core', 'install', 'chromium']);
}

checkNode();
installPackages();
if (process.argv.includes('--tests')) {
  if ((await findChromium()) === undefined) installChromium();
  const chromium = await findChromium();
  if (chromium === undefined) {
    console.error('No Chromium was found or could be installed. Install one, or name it in CHROMIUM_PATH.');
    process.exit(1);
  }
  console.log(`Chromium: ${chromium}`);
}
