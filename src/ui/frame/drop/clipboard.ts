/** Pictures in the clipboard. */
import type { SourceFile } from '../../../state/worker-types.ts';

/** Empty if there is none, or where the browser or the user does not let the page look. */
export async function readClipboard(): Promise<SourceFile[]> {
  try {
    const found: SourceFile[] = [];
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((one) => one.startsWith('image/'));
      if (type === undefined) continue;
      found.push({ path: `pasted.${type.slice('image/'.length)}`, blob: await item.getType(type) });
    }
    return found;
  } catch {
    return [];
  }
}
