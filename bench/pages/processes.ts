/** What the processes of one browser take, by its profile's folder; other browsers on the machine do not count. Linux alone. */
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
  readonly residentMb: number;
  /** Of its own: without the browser's program, which all processes share. */
  readonly ownMb: number;
  /** Seconds of processor time so far. */
  readonly busy: number;
}

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

function readProcess(id: number): Process[] {
  try {
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const times = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13);
    const field = (pattern: RegExp) => Number(pattern.exec(status)?.[1] ?? '0');
    return [
      {
        id,
        parent: field(/PPid:\s+(\d+)/),
        command,
        residentMb: field(/VmRSS:\s+(\d+)/) / 1024,
        ownMb: field(/RssAnon:\s+(\d+)/) / 1024,
        busy: times.reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond,
      },
    ];
  } catch {
    return []; // it ended while being looked at
  }
}

function browserProcesses(profile: string): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
  const found = all.filter(({ command }) => command.includes(`--user-data-dir=${profile}`));
  const ids = new Set(found.map(({ id }) => id));
  for (let before = -1; before < ids.size;) {
    before = ids.size;
    for (const { id, parent } of all) if (ids.has(parent)) ids.add(id);
  }
  return all.filter(({ id }) => ids.has(id));
}

export interface BrowserUse {
  /** Of the largest renderer: the page and its workers are threads of one. */
  readonly rendererMb: number;
  /** Its memory of its own, as Chromium's task manager counts it. */
  readonly rendererOwnMb: number;
  /** Seconds of processor time of all that still run. */
  readonly busy: number;
}

export function readBrowserUse(profile: string): BrowserUse {
  const all = browserProcesses(profile);
  const renderers = all.filter(({ command }) => command.includes('--type=renderer'));
  return {
    rendererMb: Math.max(0, ...renderers.map(({ residentMb }) => residentMb)),
    rendererOwnMb: Math.max(0, ...renderers.map(({ ownMb }) => ownMb)),
    busy: all.reduce((sum, { busy }) => sum + busy, 0),
  };
}
