/** The text of a list of labels or of a table, counted while it is read: a file that is larger than any list of pictures is refused. */
import { failure, success, type Result } from '../../core/result.ts';
import type { PictureProblem } from './pictures/picture.ts';

const megabyte = 2 ** 20;

/** A line or a JSON value in brackets is one row, roughly; 200,000 pictures with five values each are more than any browser holds. */
export const listLimits = { bytes: 20 * megabyte, lines: 200_000, brackets: 1_000_000 } as const;

function refuse(came: string, wanted: string): Result<never, PictureProblem> {
  return failure({ kind: 'list-too-large', came, wanted });
}

function megabytesOf(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`;
}

/** Its size as it is said, before anything is read. */
export function refusalOfSize(bytes: number): Result<never, PictureProblem> | undefined {
  if (bytes <= listLimits.bytes) return undefined;
  return refuse(megabytesOf(bytes), megabytesOf(listLimits.bytes));
}

interface Counts {
  bytes: number;
  lines: number;
  brackets: number;
}

function count(part: Uint8Array, counts: Counts): void {
  counts.bytes += part.length;
  for (const byte of part) {
    if (byte === 10) counts.lines++;
    else if (byte === 0x7b || byte === 0x5b) counts.brackets++;
  }
}

function refusalOf(
  { bytes, lines, brackets }: Counts,
  isJson: boolean,
): Result<never, PictureProblem> | undefined {
  const bySize = refusalOfSize(bytes);
  if (bySize !== undefined) return bySize;
  if (!isJson && lines > listLimits.lines)
    return refuse(`more than ${listLimits.lines} lines`, `${listLimits.lines} lines`);
  if (isJson && brackets > listLimits.brackets)
    return refuse(`more than ${listLimits.brackets} lists and objects`, `${listLimits.brackets} of them`);
  return undefined;
}

/** Stops at the first part that goes past a limit. Rejects if the file cannot be read. */
export async function readListText(path: string, blob: Blob): Promise<Result<string, PictureProblem>> {
  const isJson = /\.json$/i.test(path);
  const counts: Counts = { bytes: 0, lines: 0, brackets: 0 };
  const decoder = new TextDecoder();
  let text = '';
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return success(text + decoder.decode());
    count(value, counts);
    const refusal = refusalOf(counts, isJson);
    if (refusal !== undefined) {
      await reader.cancel();
      return refusal;
    }
    text += decoder.decode(value, { stream: true });
  }
}
