/** WebGPU in Node, for kernel tests and headless runs: npm `webgpu` on whatever Vulkan driver the machine has. */
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { create, globals } from 'webgpu';

/** Software drivers, fastest first. */
const softwareDrivers = ['/usr/share/vulkan/icd.d/lvp_icd.json', '/usr/lib/chromium/vk_swiftshader_icd.json'];

/** Keeps a library in memory whatever comes of it; the same number on every Linux. */
const noDelete = 0x1000;

/** Milliseconds between two looks of Dawn at what the device has done. */
const pollPause = 1;

/**
 * Dawn's addon asks the device by `setImmediate` without pause, which takes a third of a core from a software device:
 * what the addon asks waits `pollPause`; the callbacks of scripts go as before.
 */
function pausePolls(): void {
  const immediately = globalThis.setImmediate;
  const paused = (callback: (...values: unknown[]) => void, ...values: unknown[]): unknown =>
    Function.prototype.toString.call(callback).includes('[native code]')
      ? setTimeout(callback, pollPause, ...values)
      : immediately(callback, ...values);
  Object.defineProperty(globalThis, 'setImmediate', { value: paused, configurable: true, writable: true });
}

/** Whether there is an adapter, which then is what `navigator.gpu` gives. */
async function offerGpu(): Promise<boolean> {
  const gpu = create([]);
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu, userAgent: 'node' },
    configurable: true,
    writable: true,
  });
  return (await gpu.requestAdapter()) !== null;
}

/** A machine whose only Vulkan is Chromium's has no loader but Chromium's, which lies beside the driver. */
function loadLoaderOf(driver: string): boolean {
  const loader = join(dirname(driver), 'libvulkan.so.1');
  if (!existsSync(loader)) return false;
  const { RTLD_NOW, RTLD_GLOBAL } = constants.dlopen;
  try {
    process.dlopen({ exports: {} }, loader, RTLD_NOW | RTLD_GLOBAL | noDelete);
  } catch {
    // It is no addon of Node's, which is what is complained of; it is loaded, and Dawn finds it by its name.
  }
  return true;
}

async function offerDriver(driver: string): Promise<boolean> {
  process.env['VK_ICD_FILENAMES'] = driver;
  return (await offerGpu()) || (loadLoaderOf(driver) && (await offerGpu()));
}

/**
 * Makes `navigator.gpu` exist; must run before tfjs's WebGPU backend is imported. Takes the driver that
 * VK_ICD_FILENAMES names, else what Vulkan's loader finds, a GPU before software, else each software driver in turn: Dawn refuses
 * Mesa below 25. Returns false where none gives an adapter.
 */
export async function installNodeWebGpu(): Promise<boolean> {
  Object.assign(globalThis, globals);
  pausePolls();
  const named = process.env['VK_ICD_FILENAMES'];
  if (named === undefined && (await offerGpu())) return true;
  const drivers = named === undefined ? softwareDrivers.filter((path) => existsSync(path)) : [named];
  for (const driver of drivers) {
    if (await offerDriver(driver)) return true;
  }
  return false;
}
