/** The page's address, `#/stage?query`: which stage is in view, which built-in images are open, and every knob. */
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { SampleName } from '../../core/dataset/samples/samples.ts';
import { toStage, type StageName } from './preferences.ts';

const samples: Readonly<Record<SampleName, true>> = {
  'hex-nut': true,
  'woven-fabric': true,
  leather: true,
  'wire-bundle': true,
  'printed-capsule': true,
};

const sampleKey = 'd';

function isSample(name: string): name is SampleName {
  return Object.hasOwn(samples, name);
}

export interface Address {
  readonly stage: StageName;
  /** Built-in images to open, where the address names any that exist. */
  readonly sample: SampleName | undefined;
  /** Knobs; empty if the address names a stage alone. */
  readonly query: string;
}

export function parseAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const name = new URLSearchParams(query).get(sampleKey) ?? '';
  return { stage: toStage(path), sample: isSample(name) ? name : undefined, query };
}

/** A user's own images cannot travel in a link, so it names none for them. */
export function formatAddress(stage: StageName, dataset: Dataset | undefined, knobQuery: string): string {
  const sample = dataset?.origin === 'sample' ? `&${sampleKey}=${dataset.name}` : '';
  return `#/${stage}?${knobQuery}${sample}`;
}
