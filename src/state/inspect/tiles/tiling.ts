/** Judging in tiles, switched on and off: which detector is fitted on tiles now, and why none is. */
import type { StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import type { DataClient } from '../../../worker/bridge/client-data.ts';
import type { LabClient } from '../../../worker/bridge/client-lab.ts';
import type { SourceFile, UnlabelledUse } from '../../../worker/bridge/contract-data.ts';
import type { InspectProblem, InspectState } from '../inspect-stage.ts';
import type { TiledDetector, TiledTools } from './tiled-work.ts';
import { tilesRefusal, type TilesChoice, type TilesRefusal } from './tiles-stage.ts';

interface TilingOptions {
  readonly store: StoreApi<InspectState>;
  readonly data: DataClient;
  readonly lab: LabClient;
  readonly experiment: () => Experiment;
  /** Of the open dataset. */
  readonly use: () => UnlabelledUse;
  readonly fail: (problem: InspectProblem) => void;
  /** One piece of work, which ends any other. */
  readonly during: (work: (isOver: () => boolean) => Promise<void>) => Promise<unknown>;
  readonly stop: () => void;
  /** What the state is with nothing judged and nothing fitted. */
  readonly empty: Partial<InspectState>;
}

export interface Tiling extends TilesChoice {
  /** Judges photos by the detector of tiles, if there is one with its limit; `files` is asked for once there is. */
  readonly judge: (
    files: () => readonly SourceFile[],
    isOver: () => boolean,
  ) => Promise<Result<void, InspectProblem>>;
  /** The lab has it no more. */
  readonly forget: () => void;
  /** How photos are made ready: their copies show all that tiles cover. */
  readonly use: () => UnlabelledUse | undefined;
}

/** Not on the first load. */
const work = () => import('./tiled-work.ts');

export function createTiling(options: TilingOptions): Tiling {
  const { store, data, lab, fail, during, stop, empty } = options;
  let tiled: TiledDetector | undefined;
  const refused = (why: TilesRefusal) => failure({ kind: 'tiles', why } as const);
  const toolsFor = (isOver: () => boolean): TiledTools => ({ store, data, lab, isOver });
  function ready(): Result<TiledDetector, InspectProblem> {
    const { basis } = store.getState();
    const refusal = tilesRefusal(options.experiment(), options.use().region !== undefined);
    if (refusal !== undefined) return refused(refusal);
    if (tiled === undefined) return refused('no-normals');
    if (JSON.stringify(tiled.experiment) !== JSON.stringify(options.experiment())) return refused('changed');
    return basis === undefined ? refused('no-limit') : success(tiled);
  }

  const rest = () => {
    store.setState(({ tiles }) => ({ tiles: { ...tiles, progress: undefined } }));
  };

  async function fit(normals: readonly SourceFile[], isOver: () => boolean): Promise<void> {
    const { preparation, medianGray, region } = options.use();
    const experiment = options.experiment();
    const refusal = tilesRefusal(experiment, region !== undefined);
    tiled = undefined;
    store.setState(({ tiles }) => ({ ...empty, tiles: { ...tiles, cost: undefined } }));
    if (refusal !== undefined) {
      fail({ kind: 'tiles', why: refusal });
      return;
    }
    store.setState({ status: 'fitting' });
    const { fitOnTiles } = await work();
    const use = { preparation: { ...preparation, aspect: 'stretch' as const }, medianGray };
    const found = await fitOnTiles(toolsFor(isOver), normals, use, experiment);
    if (isOver()) return;
    rest();
    if (found.ok) {
      tiled = found.value;
      store.setState({ status: tiled === undefined ? 'stopped' : 'idle' });
    } else fail(found.problem);
  }

  async function setLimit(isOver: () => boolean): Promise<void> {
    const current = ready();
    if (tiled === undefined || (!current.ok && !isWithoutLimit(current.problem))) {
      if (!current.ok) fail(current.problem);
      return;
    }
    store.setState({ status: 'judging', problem: undefined });
    const { setLimitOf } = await work();
    const found = await setLimitOf(toolsFor(isOver), tiled);
    if (isOver()) return;
    rest();
    if (!found.ok) fail(found.problem);
    else store.setState({ basis: found.value, status: found.value ? 'idle' : 'stopped' });
  }

  return {
    async judge(files, isOver) {
      const found = ready();
      if (!found.ok) return found;
      const { judgeTiled } = await work();
      const judged = await judgeTiled(toolsFor(isOver), files(), found.value);
      if (!isOver()) rest();
      return judged;
    },
    use: () => tiled?.use,
    forget() {
      tiled = undefined;
      store.setState(({ tiles }) => ({ tiles: { ...tiles, cost: undefined } }));
    },
    setOn(isOn) {
      stop();
      tiled = undefined;
      store.setState({ ...empty, tiles: { isOn, cost: undefined, progress: undefined } });
    },
    async fit(normals) {
      stop();
      await during((isOver) => fit(normals, isOver));
    },
    async setLimit() {
      stop();
      await during(setLimit);
    },
  };
}

const isWithoutLimit = (problem: InspectProblem) => problem.kind === 'tiles' && problem.why === 'no-limit';
