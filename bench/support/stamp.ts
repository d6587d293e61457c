/** What a measurement says of its origin, so that it can be repeated. */
import { execFileSync } from 'node:child_process';

interface Stamp {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Of the tree that ran; says so where files were changed since. */
  readonly commit: string;
}

export function stampOf(now: Date): Stamp {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--', 'src', 'bench', 'public') !== '';
  const commit = git('rev-parse', '--short', 'HEAD') + (isChanged ? ' with changes' : '');
  return { date: now.toISOString().slice(0, 10), commit };
}
