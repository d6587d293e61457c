/** What a plan will take, from what its methods took before. */
import { methodCode, type PlanCell } from './plan.ts';

export interface MeasuredCell {
  /** Of the settings: see `methodCode`. */
  readonly method: string;
  readonly ms: number;
}

export interface PlanCost {
  /** Of the cells whose method was measured, each at the mean of its measurements. */
  readonly ms: number;
  /** Cells of methods that were never measured. */
  readonly unknown: readonly PlanCell[];
}

export function planCost(cells: readonly PlanCell[], measured: readonly MeasuredCell[]): PlanCost {
  const times = new Map<string, number[]>();
  for (const { method, ms } of measured) times.set(method, [...(times.get(method) ?? []), ms]);
  const timeOf = ({ experiment }: PlanCell) => times.get(methodCode(experiment));
  const meanOf = (all: readonly number[]) => all.reduce((sum, ms) => sum + ms, 0) / all.length;
  return {
    ms: cells.reduce((sum, cell) => sum + meanOf(timeOf(cell) ?? [0]), 0),
    unknown: cells.filter((cell) => timeOf(cell) === undefined),
  };
}
