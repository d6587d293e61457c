import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { carriedRun } from '../../testing/runs.ts';
import { pack } from '../../testing/run-zips.ts';
import type { CarriedRun } from './run-zip.ts';
import type { PackedRun } from './write-run-zip.ts';

const scriptPath = 'src/state/runs/run-zip/reproduce.py';
const run = promisify(execFile);
const python = '/usr/bin/python3';
const hasNumpy = await run(python, ['-c', 'import numpy']).then(
  () => true,
  () => false,
);

describe.skipIf(!hasNumpy)('reproduce.py (skipped where /usr/bin/python3 has no numpy)', () => {
  const place = async (packed: CarriedRun & Partial<PackedRun>) => {
    const path = join(await mkdtemp(join(tmpdir(), 'kizu-run-')), 'run.zip');
    const file = await pack([packed], await readFile(scriptPath, 'utf8'));
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
    return path;
  };

  it('finds the same AUROC and ROC as run.json, and lists the weights', async () => {
    const weights = new Uint8Array(await readFile('src/engine/fixtures/weights/tensors.safetensors'));
    const { stdout } = await run(python, [scriptPath, await place({ ...carriedRun(), weights })]);
    expect(stdout).toContain('AUROC: 0.750000 from scores.csv, 0.750000 in run.json');
    expect(stdout).toMatch(/\d+ tensors, [\d,]+ numbers\nAll numbers agree\./);
  });

  it('agrees on ties, and says where there is nothing to compute', async () => {
    const tied = carriedRun({
      items: [...carriedRun().events]
        .flatMap((one) => (one.type === 'scored' ? one.items : []))
        .map((one) => ({ ...one, score: 1 })),
    });
    expect((await run(python, [scriptPath, await place(tied)])).stdout).toContain('AUROC: 0.500000');
    const none = carriedRun({ items: [] });
    expect((await run(python, [scriptPath, await place(none)])).stdout).toContain('AUROC cannot be computed');
  });

  it('fails where a number was changed', async () => {
    const { run: kept, events } = carriedRun();
    const evaluation = { ...kept.results.evaluation, auroc: 0.99 };
    const path = await place({ run: { ...kept, results: { ...kept.results, evaluation } }, events });
    await expect(run(python, [scriptPath, path])).rejects.toThrow('NOT REPRODUCED: AUROC differs');
  });
});
