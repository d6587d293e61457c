/** A benchmark as the browser kept it: another version may have written it, so each part is held to its shape. */
import { cellsOf, type Plan, type PlanCell } from '../../../core/run/plan/plan.ts';
import { readPlan, writePlan } from '../../../core/run/plan/read-plan.ts';
import { listOf, number, object, optional, readShape, text } from '../../../core/run/file/shape.ts';
import type { BenchmarkState, CellState, KeptBenchmark } from './benchmark-stage.ts';

/** Measurements that are kept; the oldest go first. */
const mostMeasured = 500;

const keptShape = object({
  plan: optional(text),
  done: listOf(object({ cell: text, run: text, ms: number })),
  measured: listOf(object({ method: text, ms: number })),
});

export function toKept({ plan, states, measured }: BenchmarkState): KeptBenchmark {
  const all = [...states];
  return {
    ...(plan && { plan: writePlan(plan) }),
    done: all.flatMap(([cell, state]) =>
      state.kind === 'done' ? [{ cell, run: state.run, ms: state.ms }] : [],
    ),
    failed: all.flatMap(([cell, state]) =>
      state.kind === 'failed' ? [{ cell, problem: state.problem }] : [],
    ),
    measured: measured.slice(-mostMeasured),
  };
}

/** Every cell of a plan, waiting. */
export function freshCells(plan: Plan): {
  readonly cells: readonly PlanCell[];
  readonly states: ReadonlyMap<string, CellState>;
} {
  const cells = cellsOf(plan);
  return { cells, states: new Map(cells.map(({ name }) => [name, { kind: 'waiting' }])) };
}

/** What failed in an earlier visit waits again: its reason may be gone with that visit's device. `undefined` if nothing can be read. */
export function fromKept(
  raw: unknown,
): Pick<BenchmarkState, 'plan' | 'cells' | 'states' | 'measured'> | undefined {
  const kept = readShape(keptShape, raw);
  if (!kept.ok) return undefined;
  const { plan: json, done, measured } = kept.value;
  const plan = json === undefined ? undefined : readPlan(json);
  if (plan?.ok !== true) return { plan: undefined, cells: [], states: new Map(), measured };
  const { cells, states } = freshCells(plan.value);
  const all = new Map(states);
  for (const { cell, run, ms } of done) if (all.has(cell)) all.set(cell, { kind: 'done', run, ms });
  return { plan: plan.value, cells, states: all, measured };
}
