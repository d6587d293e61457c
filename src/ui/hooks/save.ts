/** Hands a file to the browser's downloads. */
import type { RunResults } from '../../core/run/results.ts';

export function saveResults(results: RunResults): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(results, null, 1)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'results.json';
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url); // after the browser has taken it
  }, 10_000);
}
