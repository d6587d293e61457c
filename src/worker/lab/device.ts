/** A device for the next piece of work: the one at hand, or another where that one was lost in the meantime. */
import type { Device } from '../../engine/device.ts';
import { createTrainer } from '../../engine/training/create-trainer.ts';
import { chooseNetwork } from './network.ts';
import type { LabState } from './state.ts';

/** In place of a lost one; the network at hand is there in its first state. */
export async function reopenDevice(state: LabState): Promise<Device> {
  const { network } = state;
  network?.trainer.dispose();
  const device = await state.reopenDevice();
  if (network !== undefined) network.trainer = createTrainer(network.experiment, device, network.start);
  return device;
}

async function replaceLost(state: LabState): Promise<Device> {
  const current = await state.device();
  if (state.control !== undefined || current.takeFault()?.kind !== 'device-lost') return current;
  const reopened = await reopenDevice(state);
  if (state.network !== undefined) chooseNetwork(state.network, state.network.chosen);
  return reopened;
}

/**
 * A lost device is replaced, and the network at hand moved there from the state that it was last kept in: once, for however
 * many calls find it lost at the same moment.
 */
export function readyDevice(state: LabState): Promise<Device> {
  state.readying ??= replaceLost(state).finally(() => {
    state.readying = undefined;
  });
  return state.readying;
}
