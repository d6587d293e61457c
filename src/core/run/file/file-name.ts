/** What a run's file is called. */
import type { KeptRun } from './run-file.ts';

/** Letters, digits and dashes of any script; what file systems dislike is dropped. */
function slug(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return plain.slice(0, 60) || 'run';
}

function dayOf(finishedAt: number): string {
  return Number.isFinite(new Date(finishedAt).getTime())
    ? new Date(finishedAt).toISOString().slice(0, 10)
    : 'undated';
}

/** For example `kizu-hex-nut-2026-11-27-seed1`, or with what the user calls it. */
export function runStem({ name, finishedAt, results }: KeptRun): string {
  const title = name === '' ? results.dataset.name : `${results.dataset.name}-${name}`;
  return `kizu-${slug(title)}-${dayOf(finishedAt)}-seed${results.seed}`;
}

/** Several runs in one file. */
export function runsStem(today: number): string {
  return `kizu-runs-${dayOf(today)}`;
}
