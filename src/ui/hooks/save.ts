/** Hands a file to the browser's downloads. */
import type { RunResults } from '../../core/run/results.ts';
import type { ModelFormat } from '../../core/run/weights.ts';

export function saveResults(results: RunResults): void {
  saveFile(new Blob([JSON.stringify(results, null, 1)], { type: 'application/json' }), 'results.json');
}

export function saveModel(bytes: Uint8Array<ArrayBuffer>, format: ModelFormat): void {
  saveFile(new Blob([bytes]), `model.${format}`);
}

export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url); // after the browser has taken it
  }, 10_000);
}
