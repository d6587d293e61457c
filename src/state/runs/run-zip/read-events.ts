/** `events.ndjson` line by line as it is unpacked, so that no more than a line of its text is held. */
import type { FileEntry } from '@zip.js/zip.js';
import { success, type Result } from '../../../core/result.ts';
import { readEvent, type RunEvent } from '../../../core/run/file/event-shapes.ts';
import type { RunFileProblem } from '../../../core/run/file/run-file.ts';
import { createBreath } from './breathe.ts';
import { mostLineLength, mostLines } from './run-zip.ts';
import { orStopped, stop, unpackPieces, type UnpackOptions } from './unpack.ts';

interface Lines {
  /** Calls back with each whole line. */
  readonly add: (text: string) => Promise<void>;
  /** The last line, which may lack its line feed. */
  readonly end: () => Promise<void>;
}

function splitLines(file: string, take: (line: string, number: number) => Promise<void>): Lines {
  let rest = '';
  let count = 0;
  async function takeLine(line: string): Promise<void> {
    count++;
    if (count > mostLines) {
      const where = `line ${count}`;
      stop({ kind: 'malformed', file, where, came: 'another line', wanted: `at most ${mostLines} lines` });
    }
    await take(line, count);
  }
  return {
    async add(text) {
      let begin = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
        await takeLine(rest + text.slice(begin, end));
        rest = '';
        begin = end + 1;
      }
      rest += text.slice(begin);
      if (rest.length > mostLineLength) {
        const where = `line ${count + 1}`;
        const wanted = `at most ${mostLineLength} characters`;
        stop({ kind: 'malformed', file, where, came: 'a longer line', wanted });
      }
    },
    end: () => takeLine(rest),
  };
}

/** A last line that is cut off is a problem like any other. @throws the signal's reason. */
export async function readEvents(
  entry: FileEntry,
  options: UnpackOptions,
): Promise<Result<RunEvent[], RunFileProblem>> {
  const file = entry.filename;
  const breathe = createBreath();
  const decoder = new TextDecoder();
  const events: RunEvent[] = [];
  const lines = splitLines(file, async (line, number) => {
    await breathe();
    options.signal.throwIfAborted();
    if (line.trim() === '') return;
    const event = readEvent(line, number);
    if (!event.ok) stop({ kind: 'malformed', file, ...event.problem });
    events.push(event.value);
  });
  const done = await unpackPieces(entry, options, (piece) =>
    lines.add(decoder.decode(piece, { stream: true })),
  );
  if (!done.ok) return done;
  const ended = await orStopped(lines.end);
  return ended.ok ? success(events) : ended;
}
