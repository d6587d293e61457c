/** A device for the next piece of work: the current one, or another if that one was lost in the meantime. */
import { createDetectorTrainer } from '../../detectors/run-detector.ts';
import type { Device } from '../../engine/device.ts';
import { chooseNetwork } from './network.ts';
import type { LabState } from './state.ts';

/** Replaces a lost device; the current network is there in its first state. */
export async function reopenDevice(state: LabState): Promise<Device> {
  const { network } = state;
  network?.trainer.dispose();
  const device = await state.reopenDevice();
  if (network !== undefined) {
    network.trainer = await createDetectorTrainer(network.experiment, device, network.start);
  }
  return device;
}

async function replaceLost(state: LabState): Promise<Device> {
  const current = await state.device();
  if (current.takeFault()?.kind !== 'device-lost') return current;
  const reopened = await reopenDevice(state);
  if (state.network !== undefined) chooseNetwork(state.network, state.network.chosen);
  return reopened;
}

/**
 * Replaces a lost device and moves the current network there, in the state that was last kept: once, however many calls find
 * it lost at the same moment. Not while other work uses the device.
 */
export function workingDevice(state: LabState): Promise<Device> {
  state.readying ??= replaceLost(state).finally(() => {
    state.readying = undefined;
  });
  return state.readying;
}
