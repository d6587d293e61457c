/** The backbone that ships with the page: one for each device, opened when a detector first asks for it. */
import type { FrozenBackbone } from '../../engine/backbone/backbone.ts';
import { backbonePath } from '../../engine/backbone/backbone-file.ts';
import type { BackboneFiles } from '../../engine/backbone/open-frozen.ts';
import type { Device } from '../../engine/device.ts';
import type { PageFiles } from './page-files.ts';

export function backboneOf({ address, read }: PageFiles): BackboneFiles {
  return {
    read: () => read(backbonePath),
    wasmFolder: new URL('.', address(backbonePath)).href,
  };
}

export type OpenFrozen = (device: Device) => Promise<FrozenBackbone>;

/** What runs the backbone is code of its own, which most visits do not need. */
async function open(device: Device, files: BackboneFiles): Promise<FrozenBackbone> {
  const { openFrozen } = await import('../../engine/backbone/open-frozen.ts');
  return openFrozen(device, files);
}

/** A failure is not kept: the next call tries again. */
export function createFrozen(files: BackboneFiles): OpenFrozen {
  const opened = new WeakMap<Device, Promise<FrozenBackbone>>();
  return (device) => {
    const known = opened.get(device);
    if (known !== undefined) return known;
    const opening = open(device, files);
    opened.set(device, opening);
    opening.catch(() => opened.delete(device));
    return opening;
  };
}
