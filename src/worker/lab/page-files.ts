/** Files beside the page that a worker fetches when it needs them. */
import type { ReadPageFile } from '../../engine/weights/included-weights.ts';

export interface PageFiles {
  /** Of a path relative to the page's folder. */
  readonly address: (path: string) => string;
  readonly read: ReadPageFile;
}

/** Built workers lie in the page's folder `assets`, those of the development server under `src`. */
export function filesOfPage(workerAddress: string): PageFiles {
  const page = workerAddress.replace(/(assets|src)\/[^?#]*([?#].*)?$/, '');
  const address = (path: string) => new URL(path, page).href;
  return {
    address,
    async read(path) {
      const response = await fetch(address(path));
      if (!response.ok) throw new Error(`${path}: expected status 200, got ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
