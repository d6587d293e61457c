/** Archives inside archives are refused: nobody's dataset needs them, and every bomb does. */
import { archiveNameOf } from './archive-type.ts';
import type { EntryProblem } from './problem.ts';

export function nestedIn(path: string, content: Uint8Array): EntryProblem | undefined {
  const name = archiveNameOf(content.subarray(0, 512));
  const wanted = 'files, not archives, in the archive';
  return name === undefined ? undefined : { kind: 'nested-archive', path, came: name, wanted };
}
