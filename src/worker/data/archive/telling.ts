/** Turns whatever is thrown while an archive is read into a problem, and remembers whether it was reported. */
import { messageOf } from '../../../core/message-of.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import { ArchiveStop, type EndingProblem } from './problem.ts';

export interface Telling {
  /** Runs a part of the reading; its failure ends the reading and counts as reported. */
  readonly attempt: <Value>(work: () => Promise<Value>) => Promise<Result<Value, EndingProblem>>;
  /** Whether the reading ended with a problem that was reported. */
  readonly isOver: () => boolean;
  readonly problemOf: (error: unknown) => EndingProblem;
}

/** `explain` says what an error means that is no ArchiveStop: unpackers and platforms have words of their own. */
export function createTelling(signal: AbortSignal, explain: (message: string) => EndingProblem): Telling {
  let isOver = false;
  const problemOf = (error: unknown): EndingProblem => {
    if (signal.aborted) return { kind: 'cancelled', path: '', came: 'a cancel', wanted: 'the whole archive' };
    return error instanceof ArchiveStop ? error.problem : explain(messageOf(error));
  };
  return {
    problemOf,
    isOver: () => isOver,
    async attempt(work) {
      try {
        return success(await work());
      } catch (error) {
        isOver = true;
        return failure(problemOf(error));
      }
    },
  };
}
