/** Runs the cells of a plan that are missing in a folder. What fails is written down with its reason, and the rest goes on. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldDataset } from '../../src/core/dataset/dataset.ts';
import { recogniseFolder } from '../../src/core/dataset/layout/recognise.ts';
import { defaultPreparation } from '../../src/core/dataset/preparation.ts';
import { isSampleName } from '../../src/core/dataset/samples/samples.ts';
import { messageOf } from '../../src/core/message-of.ts';
import {
  cellsOf,
  shardOf,
  type Plan,
  type PlanCell,
  type PlanCategory,
} from '../../src/core/run/plan/plan.ts';
import { sizesOf } from '../../src/core/run/plan/plan-size.ts';
import { everyCategory } from '../../src/core/run/plan/read-plan.ts';
import type { ControlHandle } from '../../src/engine/training/control.ts';
import { loadDataset, pathsBelow } from './load.ts';
import { UsageError, type PerformOptions, type PlanOptions, type RunOptions } from './options.ts';
import { openPart } from './part.ts';
import { openWorkplace, performRun, type Workplace } from './run.ts';
import { RunFailure, Stopped, type Tell } from './running.ts';

/** Files of a cell. */
export const doneFile = (out: string, { name }: Pick<PlanCell, 'name'>): string => join(out, `${name}.zip`);
export const failedFile = (out: string, { name }: Pick<PlanCell, 'name'>): string =>
  join(out, `${name}.failed.json`);

/** With `*` as the names that the folder has, by the alphabet. */
export function withEveryCategory(plan: Plan, names: readonly string[]): Plan {
  const every = [...names].sort().map((name) => ({ name }));
  const categories = plan.categories.flatMap((category) =>
    category.name === everyCategory ? every : [category],
  );
  return { ...plan, categories };
}

async function spelledOut({ plan, data }: PlanOptions): Promise<Plan> {
  if (plan.categories.every(({ name }) => name !== everyCategory)) return plan;
  if (data === undefined) throw new UsageError(`categories: '*' came; which folder's? Name it by --data`);
  const { categories } = recogniseFolder(await pathsBelow(data));
  if (categories.length === 0) throw new UsageError(`${data}: expected folders of images, found no category`);
  return withEveryCategory(
    plan,
    categories.map(({ name }) => name),
  );
}

function sourceOf({ name }: PlanCategory, data: string | undefined): RunOptions['source'] {
  if (isSampleName(name)) return { kind: 'sample', name };
  if (data !== undefined) return { kind: 'folder', folder: data, category: name };
  throw new UsageError(`'${name}' is no built-in category; name the folder that has it by --data`);
}

/** At the page's size, so that the fingerprint is the one that the page has. */
async function openCategory(
  category: PlanCategory,
  data: string | undefined,
  tell: Tell,
): Promise<HeldDataset> {
  const dataset = await loadDataset(sourceOf(category, data), defaultPreparation.side, tell);
  const { fingerprint = dataset.fingerprint, name } = category;
  if (fingerprint !== dataset.fingerprint)
    throw new UsageError(
      `${name}: expected the images with the fingerprint ${fingerprint}, got ${dataset.fingerprint}`,
    );
  return dataset;
}

/** The categories that were opened last are asked for again and again; one at a time is held. */
function createOpener(data: string | undefined, tell: Tell) {
  let last: { readonly category: PlanCategory; readonly dataset: HeldDataset } | undefined;
  return async (category: PlanCategory): Promise<HeldDataset> => {
    if (last?.category !== category) last = { category, dataset: await openCategory(category, data, tell) };
    return last.dataset;
  };
}

function writeFailure(out: string, cell: PlanCell, error: unknown): void {
  const { name, experiment, category } = cell;
  const { detector, seed } = experiment;
  const reason = messageOf(error);
  const failed = {
    cell: name,
    detector,
    category: category.name,
    seed,
    reason,
    at: new Date().toISOString(),
  };
  const path = failedFile(out, cell);
  writeFileSync(`${path}.new`, `${JSON.stringify(failed, undefined, 1)}\n`);
  renameSync(`${path}.new`, path);
}

async function runCell(cell: PlanCell, out: string, workplace: Workplace): Promise<void> {
  const { name, experiment } = cell;
  const options: PerformOptions = {
    experiment,
    course: undefined,
    until: undefined,
    also: [],
    isUntrained: false,
    weights: undefined,
    out: join(out, name),
    zip: doneFile(out, cell),
    stress: undefined,
  };
  await performRun(options, workplace, false);
  openPart(options, workplace.dataset.fingerprint).remove();
  rmSync(failedFile(out, cell), { force: true });
}

/** Cells of one category stand together, so that its images are opened once. */
function byCategory(cells: readonly PlanCell[]): PlanCell[] {
  const order = [...new Set(cells.map(({ category }) => category))];
  return order.flatMap((category) => cells.filter((cell) => cell.category === category));
}

export interface PlanTools {
  /** Runs one cell; throws why it cannot be run. */
  readonly run: (cell: PlanCell) => Promise<void>;
  readonly tell: Tell;
}

/** Runs one cell after another; how many failed. @throws Stopped, with what is done kept. */
export async function runCells(
  cells: readonly PlanCell[],
  out: string,
  { run, tell }: PlanTools,
): Promise<number> {
  const missing = byCategory(cells.filter((cell) => !existsSync(doneFile(out, cell))));
  tell(`${cells.length} cells, ${cells.length - missing.length} done already`);
  let failed = 0;
  for (const [i, cell] of missing.entries()) {
    tell(`${i + 1} of ${missing.length}: ${cell.name}`);
    try {
      await run(cell);
    } catch (error) {
      if (error instanceof Stopped) throw error;
      failed++;
      writeFailure(out, cell, error);
      tell(`${cell.name} failed: ${messageOf(error)}`);
    }
  }
  return failed;
}

/** At which size the detectors of a plan work. */
export function sizeLine(plan: Pick<Plan, 'detectors'>): string {
  const { sides, others } = sizesOf(plan);
  const differing = `image sizes differ (${sides.join(', ')} px), so that detectors are not compared at one: imageSize in settings sets it for all`;
  const heeding =
    sides.length > 1 ? differing : sides.map((side) => `images are worked on at ${side} px`).join('');
  const heedless = others.length === 0 ? '' : `${others.join(', ')}: 256 px, that of the included network`;
  return [heeding, heedless].filter((line) => line !== '').join('; ');
}

/** `onControl` gets the handle by which the current cell, and with it the plan, is stopped. */
export async function runPlan(
  options: PlanOptions,
  tell: Tell,
  onControl: (control: ControlHandle) => void,
): Promise<void> {
  const { data, out, shard } = options;
  const plan = await spelledOut(options);
  const cells = shardOf(cellsOf(plan), shard);
  tell(sizeLine(plan));
  mkdirSync(out, { recursive: true });
  const open = createOpener(data, tell);
  let place: Awaited<ReturnType<typeof openWorkplace>> | undefined;
  if (cells.some((cell) => !existsSync(doneFile(out, cell)))) {
    place = await openWorkplace();
    onControl(place.control);
  }
  const failed = await runCells(cells, out, {
    tell,
    async run(cell) {
      const dataset = await open(cell.category);
      place ??= await openWorkplace();
      const { device, control } = place;
      if (control.isStopped()) throw new Stopped('stopped between two cells');
      try {
        await runCell(cell, out, { dataset, device, control, tell });
      } catch (error) {
        if (!control.isStopped()) place = { ...(await openWorkplace()), control }; // the device may be what failed
        throw error;
      }
    },
  });
  if (failed > 0)
    throw new RunFailure(`${failed} of ${cells.length} cells failed; see *.failed.json in ${out}`);
}
