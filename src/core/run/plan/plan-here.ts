/** A plan from a file on this device: which categories its names mean, and which of them are not here. */
import { isSampleName } from '../../dataset/samples/samples.ts';
import { everyCategory } from './read-plan.ts';
import type { Plan, PlanCategory } from './plan.ts';

export interface PlanHere {
  /** With `*` as the names of the datasets that are kept here. */
  readonly plan: Plan;
  /** Neither built in nor kept here: their cells cannot run until they are opened. */
  readonly missing: readonly PlanCategory[];
}

export function planHere(plan: Plan, stored: readonly Required<PlanCategory>[]): PlanHere {
  const every = [...new Set(stored.map(({ name }) => name))].sort().map((name): PlanCategory => ({ name }));
  const categories = plan.categories.flatMap((category) =>
    category.name === everyCategory ? every : [category],
  );
  const isHere = ({ name, fingerprint }: PlanCategory) =>
    fingerprint === undefined
      ? isSampleName(name) || stored.some((one) => one.name === name)
      : stored.some((one) => one.fingerprint === fingerprint);
  return { plan: { ...plan, categories }, missing: categories.filter((category) => !isHere(category)) };
}
