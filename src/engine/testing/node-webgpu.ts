/** WebGPU in Node, for kernel tests and headless runs: npm `webgpu` on whatever Vulkan driver the machine has. */
import { existsSync } from 'node:fs';
import { create, globals } from 'webgpu';

/** Software drivers, fastest first; a real GPU's own driver is found by the Vulkan loader when these are absent. */
const softwareDrivers = ['/usr/share/vulkan/icd.d/lvp_icd.json', '/usr/lib/chromium/vk_swiftshader_icd.json'];

/**
 * Makes `navigator.gpu` exist; must run before tfjs's WebGPU backend is imported. Dawn refuses Mesa below 25, so each
 * driver is tried until one gives an adapter. Returns false where none does.
 */
export async function installNodeWebGpu(): Promise<boolean> {
  Object.assign(globalThis, globals);
  const named = process.env['VK_ICD_FILENAMES'];
  const drivers = named === undefined ? softwareDrivers.filter((path) => existsSync(path)) : [named];
  for (const driver of drivers) {
    process.env['VK_ICD_FILENAMES'] = driver;
    const gpu = create([]);
    Object.defineProperty(globalThis, 'navigator', {
      value: { gpu, userAgent: 'node' },
      configurable: true,
      writable: true,
    });
    if ((await gpu.requestAdapter()) !== null) return true;
  }
  return false;
}
