import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../worker/bridge/contract-data.ts';
import { createRunsStage } from './runs.ts';
import { readRunZip } from './run-zip/read-run-zip.ts';
import { fakeArchive, manualLater, settled } from '../testing/fakes.ts';
import { carriedRun, runOf } from '../testing/runs.ts';
import { createTransferStage } from './transfer.ts';

const weights = Uint8Array.of(1, 2, 3);

/** One browser: its history, and the way out and in. */
function browser({ atHand = '' } = {}) {
  const archive = fakeArchive();
  const { later, pass } = manualLater();
  const runs = createRunsStage({ archive, later, today: () => Date.UTC(2026, 10, 27) });
  const transfer = createTransferStage({
    runs,
    archive,
    weights: { exportModel: () => Promise.resolve(weights) },
    isAtHand: (id) => id === atHand,
    network: {} as never,
    today: () => Date.UTC(2026, 10, 28),
  });
  return { archive, runs, transfer, pass, ids: () => runs.store.getState().records.map(({ id }) => id) };
}

/** A browser with these runs, and each as a file. */
async function withRuns(runs: readonly ReturnType<typeof carriedRun>[]) {
  const place = browser();
  for (const { run, events } of runs) place.runs.takeIn(run, events, '');
  await settled();
  const fileOf = async (ids: readonly string[]): Promise<SourceFile> => {
    const file = await place.transfer.exportRuns(ids);
    if (file === undefined) throw new Error('nothing was exported');
    return { path: file.name, blob: file.content };
  };
  return { ...place, fileOf };
}

describe('runs as files', () => {
  it('leave one browser and are the same in another', async () => {
    const carried = carriedRun({ id: 'a', name: 'first' });
    const { fileOf } = await withRuns([carried]);
    const other = browser();
    const file = await fileOf(['a']);
    expect(file.path).toBe('kizu-nut-first-2026-11-27-seed1.zip');
    await other.transfer.importFiles([file]);
    expect(other.runs.store.getState().records).toEqual([
      { ...carried.run, isBaseline: false, from: file.path },
    ]);
    expect(await other.archive.events('a')).toEqual(carried.events);
    expect(other.transfer.store.getState()).toMatchObject({
      work: undefined,
      report: { added: 1, duplicates: 0 },
    });
  });

  it('may be called as every object calls its own: `constructor` and `__proto__` have no network', async () => {
    const ids = ['constructor', '__proto__', 'toString'];
    const { fileOf } = await withRuns(ids.map((id, i) => carriedRun({ id, config: { seed: i } })));
    const other = browser();
    await other.transfer.importFiles([await fileOf(ids)]);
    expect(other.ids().toSorted()).toEqual(ids.toSorted());
    const { networks } = other.transfer.store.getState();
    for (const id of ids)
      expect([networks.has(id), await other.transfer.useNetwork(id)]).toEqual([false, false]);
  });

  it('come back after they were deleted, and do not go with the deletion', async () => {
    const { fileOf, runs, transfer, pass, ids, archive } = await withRuns([carriedRun({ id: 'a' })]);
    const file = await fileOf(['a']);
    runs.remove('a');
    await transfer.importFiles([file]);
    pass();
    await settled();
    expect(ids()).toEqual(['a']);
    expect([...archive.runs.keys()]).toEqual(['a']);
  });

  it('of a whole class are collected: copies are counted once, and one bad file stops no other', async () => {
    const students = Array.from({ length: 30 }, (_, i) => carriedRun({ id: `s${i}`, config: { seed: i } }));
    const { fileOf } = await withRuns(students);
    const files: SourceFile[] = [];
    for (const { run } of students) files.push(await fileOf([run.id]));
    const bad = { path: 'homework.zip', blob: new Blob(['PK and nothing']) };
    const hidden = { path: 'class/.DS_Store', blob: new Blob(['x']) };
    const teacher = browser();
    await teacher.transfer.importFiles([...files.slice(0, 12), bad, hidden, ...files.slice(12), files[3]!]);
    expect(teacher.ids()).toHaveLength(30);
    const { report } = teacher.transfer.store.getState();
    expect(report).toMatchObject({ added: 30, duplicates: 1, refused: [{ file: 'homework.zip' }] });
    expect(report?.refused[0]?.problem.kind).toBe('damaged');
    await teacher.transfer.importFiles([await fileOf(students.map(({ run }) => run.id))]);
    expect(teacher.transfer.store.getState().report).toMatchObject({ added: 0, duplicates: 30, refused: [] });
  });

  it('come in as a folder of results: cells that failed are named with their reason, other files are passed by', async () => {
    const { fileOf } = await withRuns([carriedRun({ id: 'a' })]);
    const zip = await fileOf(['a']);
    const reason = 'the folder "mvtec" has no category grid';
    const files: SourceFile[] = [
      { path: 'out/patchcore.nut.seed1.zip', blob: zip.blob },
      { path: 'out/patchcore.grid.seed1.failed.json', blob: new Blob([JSON.stringify({ reason })]) },
      { path: 'out/slurm-7.log', blob: new Blob(['scored 1 of 44']) },
      { path: 'out/contrastive.nut.seed1.part', blob: new Blob(['x']) },
    ];
    const other = browser();
    await other.transfer.importFiles(files);
    expect(other.transfer.store.getState().report).toEqual({
      added: 1,
      duplicates: 0,
      refused: [
        { file: files[1]?.path, problem: { kind: 'failed-cell', file: files[1]?.path, came: reason } },
      ],
    });
  });

  it('of one id and other content are two runs', async () => {
    const one = await withRuns([carriedRun({ id: 'a' })]);
    const other = await withRuns([carriedRun({ id: 'a', config: { seed: 2 } })]);
    const file = await other.fileOf(['a']);
    await one.transfer.importFiles([file]);
    await one.transfer.importFiles([file]);
    expect(one.ids()).toEqual(['a~2', 'a']);
    expect(one.transfer.store.getState().report).toMatchObject({ added: 0, duplicates: 1 });
  });

  it('carry the weights of the network at hand, and of no other', async () => {
    const place = browser({ atHand: 'b' });
    for (const id of ['a', 'b']) place.runs.takeIn(runOf({ id }), [], '');
    await settled();
    const file = await place.transfer.exportRuns(['a', 'b']);
    expect(file?.name).toBe('kizu-runs-2026-11-28.zip');
    const bytes = new Uint8Array(await file!.content.arrayBuffer());
    const names = new TextDecoder('latin1').decode(bytes).match(/[\w-]+\/weights\.safetensors/g);
    expect(new Set(names)).toEqual(new Set(['kizu-nut-2026-11-27-seed1/weights.safetensors']));
    expect(await readRunZip(file!.content, '', new AbortController().signal)).toHaveLength(2);
  });

  it('are read no further once that is called off; those that are in stay', async () => {
    const { fileOf } = await withRuns([carriedRun({ id: 'a' }), carriedRun({ id: 'b' })]);
    const files = [await fileOf(['a']), await fileOf(['b'])];
    const other = browser();
    other.transfer.store.subscribe(({ work }) => {
      if (work?.done === 1) other.transfer.cancel();
    });
    await other.transfer.importFiles(files);
    expect(other.ids()).toEqual(['a']);
    expect(other.transfer.store.getState()).toMatchObject({
      work: undefined,
      report: { added: 1 },
      problem: undefined,
    });
  });
});
