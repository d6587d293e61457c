/** Datasets that need no drop: built-in ones, and those on this device. What was open last is open again after a reload. */
import type { StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import type { SampleName } from '../../core/dataset/samples/samples.ts';
import type { StoredUse } from '../../worker/bridge/contract-data.ts';
import type { RegionOfInterest } from '../../core/image/image.ts';
import { rememberedRegion } from './region.ts';
import type { DatasetLoads, Load } from './loads.ts';
import { withPreparation } from './dropped.ts';
import type { Memory } from '../frame/preferences.ts';
import type { DatasetStage, DatasetState } from './dataset-stage.ts';

const memoryKey = 'dataset';

/** What newcomers see: something is on screen before anything is asked of them. */
const firstSample: SampleName = 'hex-nut';

interface KeptActions extends Pick<DatasetStage, 'openSample' | 'openStored' | 'openFirst' | 'leaveOut'> {
  /** Of which that part counts. */
  readonly openSampleInside: (name: SampleName, region: RegionOfInterest | undefined) => Promise<void>;
  readonly openAgain: (id: string, use: StoredUse) => Promise<void>;
}

/** `<id>` or `<id> equalised`; empty for built-in images. */
function noteOf({ dataset, kept, isEqualised }: DatasetState): string {
  if (dataset === undefined || kept?.kind !== 'stored') return '';
  return isEqualised ? `${kept.id} equalised` : kept.id;
}

/** Opens what is on this device. */
export function storedLoad(data: DataClient, id: string, use: StoredUse): Load {
  return async (report) => {
    const opened = await data.openStored(id, use, report);
    if (!opened.ok) return { problem: opened.problem, fileProblems: [] };
    const { isEqualised } = use;
    const { dataset, leftOut, preparation } = opened.value;
    return {
      dataset,
      leftOut,
      usedPreparation: preparation,
      kept: { kind: 'stored', id },
      isEqualised,
      fileProblems: [],
    };
  };
}

export function createKept(
  store: StoreApi<DatasetState>,
  loads: DatasetLoads,
  data: DataClient,
  memory: Memory,
): KeptActions {
  store.subscribe((state, before) => {
    if (state.dataset !== before.dataset) memory.write(memoryKey, noteOf(state));
  });

  async function openSampleInside(name: SampleName, region: RegionOfInterest | undefined): Promise<void> {
    store.setState({ mapping: undefined });
    await loads.run(async (report) => ({
      dataset: await data.drawSample(name, report, region),
      usedPreparation: defaultPreparation,
      kept: undefined,
      isEqualised: false,
      leftOut: [],
      fileProblems: [],
    }));
  }

  const openSample = (name: SampleName) => openSampleInside(name, rememberedRegion(memory, name));

  async function open(id: string, use: StoredUse): Promise<void> {
    store.setState({ mapping: undefined });
    await loads.run(storedLoad(data, id, use));
  }

  const openStored = (id: string, isEqualised = false) => open(id, { isEqualised });

  return {
    openSample,
    openSampleInside,
    openAgain: open,
    openStored,
    async leaveOut(paths) {
      const { kept, isEqualised } = store.getState();
      if (kept?.kind === 'stored') await open(kept.id, { isEqualised, leaveOut: paths });
    },
    async openFirst(sample) {
      const [id = '', equalised] = (memory.read(memoryKey) ?? '').split(' ');
      if (sample === undefined && id !== '') await openStored(id, equalised !== undefined);
      const { status, dataset } = store.getState();
      // What cannot be opened any more is reported, beside images that can.
      if (dataset !== undefined || status === 'loading' || status === 'choosing') return;
      const { problem } = store.getState();
      await openSample(sample ?? firstSample);
      if (problem !== undefined) store.setState({ problem });
    },
  };
}

/** Opens the images in use again, from this device or from what was dropped. */
export async function equalise(
  store: StoreApi<DatasetState>,
  isWanted: boolean,
  { openStored, openMapped }: Pick<DatasetStage, 'openStored' | 'openMapped'>,
): Promise<void> {
  const { kept, mapping } = store.getState();
  if (kept?.kind === 'stored') {
    await openStored(kept.id, isWanted);
    return;
  }
  if (mapping === undefined) return;
  store.setState({ mapping: withPreparation(mapping, { isEqualised: isWanted }) });
  await openMapped();
}
