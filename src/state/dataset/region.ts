/** The part of the images in use that counts: how it is changed, what it is drawn on, and how that of built-in images is remembered. */
import type { StoreApi } from 'zustand/vanilla';
import { isHeld, type DatasetItem } from '../../core/dataset/dataset.ts';
import { someNormals } from '../../core/dataset/normal-images.ts';
import type { SampleName } from '../../core/dataset/samples/samples.ts';
import type { RegionOfInterest, RgbImage } from '../../core/image/image.ts';
import { meanImage, meantImages } from '../../core/image/mean-image.ts';
import { objectImages } from '../../core/image/object-region.ts';
import { isRegion, isWide } from '../../core/image/region-of-interest.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { StoredUse } from '../../worker/bridge/contract-data.ts';
import type { Memory } from '../frame/preferences.ts';
import { asProblem } from '../problem.ts';
import type { DatasetStage, DatasetState } from './dataset-stage.ts';

const keyOf = (name: SampleName) => `region ${name}`;

function isRuns(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number') && isRegion(value);
}

/** That of built-in images, as it was last. */
export function rememberedRegion(memory: Memory, name: SampleName): RegionOfInterest | undefined {
  try {
    const ignored: unknown = JSON.parse(memory.read(keyOf(name)) ?? 'null');
    return isRuns(ignored) ? { ignored } : undefined;
  } catch {
    return undefined;
  }
}

export interface RegionTools {
  readonly findObject: LabClient['findObject'];
  readonly data: Pick<DataClient, 'lookAtStored'>;
  readonly memory: Memory;
  readonly openSample: (name: SampleName, region: RegionOfInterest | undefined) => Promise<void>;
  readonly openAgain: (id: string, use: StoredUse) => Promise<void>;
  readonly openMapped: () => Promise<void>;
}

export function createRegion(
  store: StoreApi<DatasetState>,
  { data, memory, findObject, openSample, openAgain, openMapped }: RegionTools,
): Pick<DatasetStage, 'setRegion' | 'backdrop' | 'findObject'> {
  async function wholeNormals(most: number): Promise<readonly DatasetItem[]> {
    const { dataset } = store.getState();
    const entries = someNormals(dataset?.items ?? [], most);
    const { storedAt } = dataset ?? {};
    if (storedAt === undefined) return entries.filter(isHeld);
    const paths = entries.map(({ path }) => path);
    return (await data.lookAtStored({ ...storedAt, region: undefined, paths })) ?? [];
  }

  return {
    async setRegion(region) {
      const { dataset, kept, isEqualised, mapping } = store.getState();
      if (dataset === undefined || (region !== undefined && !isWide(region))) return;
      if (kept?.kind === 'stored') await openAgain(kept.id, { isEqualised, region: region ?? null });
      else if (dataset.origin === 'sample') {
        const name = dataset.name as SampleName; // built-in images are known by it
        memory.write(keyOf(name), JSON.stringify(region?.ignored ?? null));
        await openSample(name, region);
      } else if (mapping !== undefined) {
        store.setState({ mapping: { ...mapping, region } });
        await openMapped();
      }
    },
    async findObject() {
      try {
        const outcome = await findObject((await wholeNormals(objectImages)).map(({ image }) => image));
        if (!outcome.ok) return { kind: 'failed', problem: outcome.problem };
        return outcome.value === undefined ? { kind: 'none' } : { kind: 'found', cells: outcome.value };
      } catch (error) {
        return { kind: 'failed', problem: asProblem(error) };
      }
    },
    async backdrop(): Promise<RgbImage | undefined> {
      const { dataset } = store.getState();
      return dataset?.whole ?? meanImage((await wholeNormals(meantImages)).map(({ image }) => image));
    },
  };
}
