/**
 * One plan on two ways: 3 categories x 4 detectors x 2 seeds in the page, with a reload in the middle, and by the command line in two
 * parts. Both give the same table. The page's GPU is SwiftShader, the command line's whatever npm `webgpu` finds.
 */
import { execFile } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunResults } from '../../src/core/run/results.ts';
import { readRunZip } from '../../src/state/runs/run-zip/read-run-zip.ts';
import { dropPaths } from '../support/browser.ts';
import { temporaryFolder, write } from '../support/folder.ts';
import { hostSite } from '../support/host.ts';

const plan = {
  version: 1,
  detectors: [
    'patchcore',
    'local-contrast',
    'oc-svm',
    { detector: 'contrastive', steps: 10, inputSize: 32, batchSize: 4 },
  ],
  categories: ['hex-nut', 'printed-capsule', 'woven-fabric'],
  seeds: [1, 2],
  settings: { imageSize: 64, bankImages: 12 },
};
const cells = 24;
const minute = 60_000;

async function byCommandLine(file: string, out: string): Promise<void> {
  for (const shard of ['1/2', '2/2']) {
    const options = ['tsx', 'bench/experiment.ts', '--plan', file, '--out', out, '--shard', shard];
    await promisify(execFile)('npx', options, { maxBuffer: 1 << 26 });
  }
}

async function resultsIn(path: string): Promise<RunResults[]> {
  const outcomes = await readRunZip(await openAsBlob(path), path, new AbortController().signal);
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(`${path}: ${JSON.stringify(outcome.problem)}`);
    return outcome.value.run.results;
  });
}

const nameOf = ({ detector, dataset, seed }: RunResults) => `${detector.id} ${dataset.name} ${seed}`;

/** Largest difference between two runs' scores of one image, as a share of the range of all of them. */
function scoreDifference(one: RunResults, other: RunResults): number {
  const scores = new Map(one.evaluation.items.map(({ path, score }) => [path, score]));
  const range = Math.max(...scores.values()) - Math.min(...scores.values());
  const differences = other.evaluation.items.map(({ path, score }) =>
    Math.abs(score - (scores.get(path) ?? Number.NaN)),
  );
  return Math.max(...differences) / range;
}

function aurocsOf({ evaluation: { auroc, pixels } }: RunResults): number[] {
  return [auroc, pixels?.auroc, pixels?.auPro].map((value) => value ?? -1);
}

/** 0 where nothing is trained. */
const firstLoss = ({ training }: RunResults) => training.losses[0] ?? 0;

const numbersOf = (results: RunResults) =>
  aurocsOf(results)
    .map((value) => value.toFixed(4))
    .join(' / ');

const largest = (one: readonly number[], other: readonly number[]) =>
  Math.max(...one.map((value, i) => Math.abs(value - (other[i] ?? Number.NaN))));

const tell = (line: string) => process.stderr.write(`${line}\n`);

const panel = (page: Page) => page.getByRole('region', { name: 'Benchmark' });
const table = (page: Page) => page.getByRole('region', { name: 'In the shape of Table 1' });

/** How many cells are done. */
async function progress(page: Page): Promise<number> {
  const line = await panel(page).getByRole('status').first().innerText();
  return Number(/^(\d+) of \d+ done/.exec(line)?.[1] ?? -1);
}

describe('a plan', () => {
  const host = hostSite();

  it('gives the same table in the page and on the command line', { timeout: 90 * minute }, async () => {
    const folder = process.env['KIZU_PLAN_OUT'] ?? (await temporaryFolder());
    const [file, out] = [join(folder, 'plan.json'), join(folder, 'line')];
    await write(file, JSON.stringify(plan));
    const commands = byCommandLine(file, out); // meanwhile

    const { page, complaints, close } = await host.open('#/runs?v=1');
    const began = Date.now();
    await panel(page)
      .getByLabel(/^Open a plan/)
      .setInputFiles(file);
    await panel(page).getByText(`4 × 3 × 2 = ${cells} cells.`).waitFor();
    await panel(page)
      .getByText(/^Images are worked on at 64 px\./)
      .waitFor();
    await panel(page).getByRole('button', { name: 'Start the benchmark' }).click();
    await expect.poll(() => progress(page), { timeout: 40 * minute }).toBeGreaterThanOrEqual(cells / 2);
    await panel(page).getByRole('cell', { name: 'running' }).waitFor();
    await page.reload();
    await panel(page)
      .getByText(/Not running/)
      .waitFor();
    const kept = await progress(page);
    expect(kept).toBeGreaterThanOrEqual(cells / 2);
    expect(kept).toBeLessThan(cells);
    await panel(page).getByRole('button', { name: 'Resume' }).click();
    await panel(page)
      .getByText(`${cells} of ${cells} done. Done.`)
      .waitFor({ timeout: 40 * minute });
    tell(`in the page: ${((Date.now() - began) / minute).toFixed(1)} min, ${kept} cells before the reload`);

    const shown = await table(page).getByRole('table').first().innerText();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save all runs (.zip)' }).click();
    const saved = join(folder, 'page.zip');
    await (await downloading).saveAs(saved);

    await commands;
    const inPage = new Map((await resultsIn(saved)).map((results) => [nameOf(results), results]));
    const files = (await readdir(out)).filter((name) => name.endsWith('.zip'));
    const onLine = (await Promise.all(files.map((name) => resultsIn(join(out, name))))).flat();
    expect(onLine.map(nameOf).sort()).toEqual([...inPage.keys()].sort());
    expect(onLine).toHaveLength(cells);
    for (const results of onLine) {
      const name = nameOf(results);
      const same = inPage.get(name) ?? results;
      const scores = scoreDifference(results, same).toExponential(1);
      tell(`${name}: ${numbersOf(same)} in the page, ${numbersOf(results)} by command; scores ${scores}`);
      expect(same.dataset.fingerprint, name).toBe(results.dataset.fingerprint);
      // Steps of a training double what two devices round apart: see docs/results.md.
      const isTrained = results.training.steps > 0;
      expect(scoreDifference(results, same), name).toBeLessThan(isTrained ? 0.2 : 1e-12);
      expect(largest(aurocsOf(results), aurocsOf(same)), name).toBeLessThanOrEqual(isTrained ? 0.03 : 0);
      expect(firstLoss(same), name).toBeCloseTo(firstLoss(results), 4);
    }

    await dropPaths(page, [out]); // the same table still: a seed counts once
    await expect
      .poll(() => page.getByRole('checkbox', { name: /^Compare/ }).count(), { timeout: minute })
      .toBe(2 * cells);
    expect(await table(page).getByRole('table').first().innerText()).toBe(shown);
    tell(shown);
    expect(complaints).toEqual([]);
    await close();
  });
});
