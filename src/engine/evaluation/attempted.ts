/** Work in parts, each of which may fail or be stopped, and then ends the whole. */
import { success } from '../../core/result.ts';
import type { RunControl } from '../training/control.ts';
import type { Attempted } from './fit-method.ts';

/** The next part of the work, unless the one before failed or was stopped. */
export async function chain<A, B>(part: Attempted<A>, next: (value: A) => Attempted<B>): Attempted<B> {
  const found = await part;
  if (!found.ok) return found;
  return found.value === undefined ? success(undefined) : next(found.value);
}

/** A part for each of several things, in their order; `undefined` if stopped. */
export async function each<Item, Value>(
  items: readonly Item[],
  control: RunControl,
  part: (item: Item, at: number) => Attempted<Value>,
): Attempted<Value[]> {
  const values: Value[] = [];
  for (const [at, item] of items.entries()) {
    if (control.isStopped()) return success(undefined);
    const found = await part(item, at);
    if (!found.ok) return found;
    if (found.value === undefined) return success(undefined);
    values.push(found.value);
    await control.yieldToMessages();
  }
  return success(values);
}
