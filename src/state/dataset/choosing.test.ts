import { describe, expect, it } from 'vitest';
import { recogniseFolder } from '../../core/dataset/layout/recognise.ts';
import { failure, success } from '../../core/result.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { SourceFile } from '../../worker/bridge/contract-data.ts';
import { createDatasetStage } from './dataset.ts';
import { answered, type AnsweredBy } from '../testing/answered.ts';
import { fakeData } from '../testing/fake-data.ts';
import { datasetOf, settled } from '../testing/fakes.ts';

const files = (...paths: string[]): SourceFile[] => paths.map((path) => ({ path, blob: new Blob([path]) }));
const category = (name: string) => [`${name}/train/good/0.png`, `${name}/test/cut/1.png`];
const kept = { kind: 'stored', id: 'a' } as const;

describe('a drop that is being looked through', () => {
  it('shows what was found so far, and opens the chosen category at its end', async () => {
    const data = fakeData();
    const inspections: AnsweredBy<DataClient['inspect']> = answered();
    const choosing = createDatasetStage({ ...data.client, inspect: inspections.method });
    const looking = choosing.importFiles(files('mvtec.tar.xz'));
    const [, report] = inspections.calls[0]!.args;
    const found = [{ name: 'bottle', train: 1, test: 0, masks: 0 }];
    report({ phase: 'listing', done: 1, total: 9, path: 'a', found });
    report({ phase: 'listing', done: 2, total: 9, path: 'b' });
    expect(choosing.store.getState().inspecting).toMatchObject({ done: 2, found });
    void choosing.chooseCategory('bottle');
    expect(data.wants.calls.map(({ args }) => args)).toEqual([['bottle']]);
    expect(choosing.store.getState().wanted).toBe('bottle');
    const plan = recogniseFolder([...category('bottle'), ...category('screw')]);
    const rest = { path: 'mvtec.tar.xz', kind: 'rest-unseen', came: '2 / 9 MB' } as const;
    inspections.calls[0]!.resolve(
      success({ categories: plan.categories, spare: [], problems: [rest], archives: ['mvtec.tar.xz'] }),
    );
    await settled();
    expect(data.imports.calls.map(({ args }) => args[0].category.name)).toEqual(['bottle']);
    data.imports.calls[0]!.resolve(success({ dataset: datasetOf({ name: 'bottle' }), problems: [], kept }));
    await looking;
    expect(choosing.store.getState()).toMatchObject({
      status: 'ready',
      wanted: undefined,
      choices: [],
      fileProblems: [rest],
    });
  });
});

describe('another use of a folder', () => {
  it('ends the import that goes by the old one; nothing is kept until it is opened like that', async () => {
    const data = fakeData();
    const stage = createDatasetStage(data.client);
    const state = stage.store.getState;
    const importing = stage.importFiles(files(...category('screw')));
    await settled();
    stage.setUse('screw/test/cut', { as: 'leave-out' });
    expect(data.cancels.calls).toHaveLength(1);
    expect(state()).toMatchObject({
      status: 'empty',
      mapping: { isOpened: false },
    });
    data.imports.calls[0]!.resolve(failure({ kind: 'cancelled' }));
    await importing;
    expect(state()).toMatchObject({ problem: undefined, mapping: { isOpened: false } });
    void stage.openMapped();
    expect(data.imports.calls[1]!.args[0].category.entries.map(({ kind }) => kind)).toEqual(['train']);
  });
});

describe('all categories of a drop', () => {
  const open = (name: string) => success({ dataset: datasetOf({ name }), problems: [], kept });

  async function dropped(...names: string[]) {
    const data = fakeData();
    const stage = createDatasetStage(data.client);
    await stage.importFiles(files(...names.flatMap(category)));
    const asked = () => data.imports.calls.map(({ args }) => args[0].category.name);
    return { data, stage, state: stage.store.getState, asked };
  }

  it('are opened one after another, though one cannot be used, and stay to choose from', async () => {
    const { data, stage, state, asked } = await dropped('bottle', 'pill', 'screw');
    expect(state().status).toBe('choosing');
    const all = stage.openAll();
    expect(asked()).toEqual(['bottle']);
    data.imports.calls[0]!.resolve(open('bottle'));
    await settled();
    expect(asked()).toEqual(['bottle', 'pill']);
    data.imports.calls[1]!.resolve(failure({ kind: 'no-images', files: 2 }));
    await settled();
    expect(asked()).toEqual(['bottle', 'pill', 'screw']);
    data.imports.calls[2]!.resolve(open('screw'));
    await all;
    expect(state()).toMatchObject({ status: 'ready', dataset: { name: 'screw' } });
    expect(state().choices.map(({ name }) => name)).toEqual(['bottle', 'pill', 'screw']);
  });

  it('are no further opened once that is called off', async () => {
    const { data, stage, state, asked } = await dropped('bottle', 'pill');
    const all = stage.openAll();
    stage.cancel();
    data.imports.calls[0]!.resolve(failure({ kind: 'cancelled' }));
    await all;
    expect(asked()).toEqual(['bottle']);
    expect(state().status).toBe('empty');
  });
});
