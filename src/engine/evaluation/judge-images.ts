/** Judges images one by one by a fitted method; while one is judged, the network sees the next. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import type { RunControl } from '../training/control.ts';
import type { Fitted, Judgement, Method } from './method.ts';

export interface MethodJudging<Seen> {
  readonly method: Method<Seen>;
  readonly fitted: Fitted<Seen>;
}

interface JudgeTools<Item, Seen> {
  readonly device: Device;
  readonly control: RunControl;
  /** Called after each image, in their order; `done` counts from 1. */
  readonly take: (item: Item, judgement: Judgement, done: number, seen: Seen) => void;
}

/** How many images were judged: fewer than there are if it was stopped. */
export async function judgeImages<Seen, Item extends Pick<DatasetItem, 'image'>>(
  items: readonly Item[],
  { method, fitted }: MethodJudging<Seen>,
  { device, control, take }: JudgeTools<Item, Seen>,
): Promise<Result<number, RunProblem>> {
  let done = 0;
  const seeAt = (i: number) =>
    i < items.length ? attempt(() => method.see(items[i].image), device, control) : undefined;
  let next = seeAt(0);
  for (const [i, item] of items.entries()) {
    const seen = await next;
    if (control.isStopped() || seen === undefined) break;
    if (!seen.ok) return seen;
    next = seeAt(i + 1);
    const judged = await attempt(() => fitted.judge(seen.value), device, control);
    if (!judged.ok || judged.value === undefined) {
      await next;
      if (!judged.ok) return judged;
      break;
    }
    take(item, judged.value, ++done, seen.value);
    await control.yieldToMessages();
  }
  await next;
  return success(done);
}
