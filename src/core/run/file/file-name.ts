/** What a run's file is called. */
import type { KeptRun } from './run-file.ts';

/** Letters, digits and dashes of any script; what file systems dislike is dropped. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return plain.slice(0, 60) || 'run';
}

/** A time by ISO 8601; no text for what is no date, which records of earlier versions may hold. */
export function timeText(finishedAt: number): string {
  const date = new Date(finishedAt);
  return Number.isFinite(date.getTime()) ? date.toISOString() : '';
}

function dayOf(finishedAt: number): string {
  return timeText(finishedAt).split('T')[0] || 'undated';
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
