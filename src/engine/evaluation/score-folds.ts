/** Scores of images that a method is fitted on, each by the method without it. */
import { success, type Result } from '../../core/result.ts';
import type { RunProblem, ScoreName } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import { fitOnSeen, type Attempted, type FitTools } from './fit-method.ts';
import type { MethodJudging } from './judge-images.ts';
import type { Fitted } from './method.ts';

interface Whole<Seen> extends MethodJudging<Seen> {
  /** What was seen of the images that it is fitted on. */
  readonly seen: readonly Seen[];
}

interface FoldTools extends FitTools {
  readonly score: ScoreName;
  /** Place among `seen`, and its score; NaN if it could not be taken. */
  readonly take: (at: number, score: number) => void;
}

/** Whether the fold could not be fitted alone, which says nothing against a fit on all. */
function isTooSmall({ kind }: RunProblem): boolean {
  return kind === 'too-few-images' || kind === 'images-alike';
}

/** The method without the images of the fold. */
function fitWithout<Seen>(
  { method, fitted, seen }: Whole<Seen>,
  fold: ReadonlySet<number>,
  tools: FitTools,
): Attempted<Fitted<Seen>> {
  if (fitted.without !== undefined) return Promise.resolve(success(fitted.without(fold)));
  return fitOnSeen(
    method,
    seen.filter((_, at) => !fold.has(at)),
    tools,
  );
}

async function scoreFold<Seen>(
  whole: Whole<Seen>,
  fold: readonly number[],
  { score, take, ...tools }: FoldTools,
): Promise<Result<'scored' | 'stopped', RunProblem>> {
  const { device, control } = tools;
  const made = await fitWithout(whole, new Set(fold), tools);
  if (!made.ok) return isTooSmall(made.problem) ? success('scored') : made;
  const fitted = made.value;
  if (fitted === undefined) return success('stopped');
  try {
    for (const at of fold) {
      const judged = await attempt(() => fitted.judge(whole.seen[at]), device, control);
      if (!judged.ok) return judged;
      if (judged.value === undefined || control.isStopped()) return success('stopped');
      take(at, judged.value.scores[score] ?? Number.NaN);
      await control.yieldToMessages();
    }
  } finally {
    fitted.dispose();
  }
  return success('scored');
}

/** How many were scored; `undefined` if stopped. Images of a fold whose others are too few, or all alike, get no score. */
export async function scoreFolds<Seen>(
  whole: Whole<Seen>,
  folds: readonly (readonly number[])[],
  tools: FoldTools,
): Attempted<number> {
  let scored = 0;
  const take = (at: number, score: number) => {
    scored++;
    tools.take(at, score);
  };
  for (const fold of folds) {
    const done = await scoreFold(whole, fold, { ...tools, take });
    if (!done.ok) return done;
    if (done.value === 'stopped') return success(undefined);
  }
  return success(scored);
}
