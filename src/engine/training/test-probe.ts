/** AUROC of the test images in the middle of training: to learn from, not to choose by. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { auroc } from '../../core/metrics/roc.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem, ScoredItem } from '../../core/run/events.ts';
import { methodInside } from '../evaluation/region-method.ts';
import { runEvaluation } from '../evaluation/evaluate.ts';
import type { TrainingSetup } from './setup.ts';

/** Normal images that test images are compared to: few, since a test probe holds training up. */
const bankImages = 20;

/** By the quick method of the recipe; `undefined` if there are no two kinds of test images. */
export async function probeTests(
  { experiment, recipe, trainer, device, control, now }: TrainingSetup,
  items: readonly DatasetItem[],
): Promise<Result<number | undefined, RunProblem>> {
  const scored: ScoredItem[] = [];
  const outcome = await runEvaluation({
    experiment: { ...experiment, bankImages },
    createMethod: () => Promise.resolve(methodInside(recipe.testMethod(trainer))),
    score: recipe.testScore,
    items: items.map(({ path, split, defect, image }) => ({ path, split, defect, image })),
    device,
    control,
    now,
    report: (event) => {
      if (event.type === 'scored') scored.push(...event.items);
    },
  });
  if (!outcome.ok) return outcome;
  const whole = outcome.value.reason === 'completed';
  return success(
    whole
      ? auroc(
          scored.map(({ label }) => label),
          scored.map(({ score }) => score),
        )
      : undefined,
  );
}
