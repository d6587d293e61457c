/** A device for the next piece of work: the one at hand, or another where that one was lost in the meantime. */
import type { Device } from '../engine/device.ts';
import { createTrainer } from '../engine/training/create-trainer.ts';
import { chooseNetwork, type Network } from './lab-network.ts';
import type { LabState } from './lab-state.ts';

/** The network on another device, as it was held on the one before. */
function moveNetwork(network: Network, device: Device): void {
  network.trainer.dispose();
  network.trainer = createTrainer(network.experiment, device, network.start);
  chooseNetwork(network, network.chosen);
}

/** A lost device is replaced, and the network at hand moved there from the state that it was last kept in. */
export async function readyDevice(state: LabState): Promise<Device> {
  const current = await state.device();
  if (state.control !== undefined || current.takeFault()?.kind !== 'device-lost') return current;
  const reopened = await state.reopenDevice();
  if (state.network !== undefined) moveNetwork(state.network, reopened);
  return reopened;
}
