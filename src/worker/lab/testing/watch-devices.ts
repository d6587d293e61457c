/** Every GPU device that is opened from now on: which is the newest, and what its buffers take. */
export interface WatchedDevices {
  /** Destroys the newest, as a driver that fails does. */
  readonly lose: () => void;
  /** Buffers that live on the newest, and their bytes. */
  readonly buffers: () => { readonly count: number; readonly bytes: number };
}

interface Watched {
  readonly device: GPUDevice;
  readonly sizes: Map<GPUBuffer, number>;
}

function watch(device: GPUDevice): Watched {
  const sizes = new Map<GPUBuffer, number>();
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    sizes.set(buffer, descriptor.size);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      sizes.delete(buffer);
      destroy();
    };
    return buffer;
  };
  return { device, sizes };
}

export function watchDevices(): WatchedDevices {
  let newest: Watched | undefined;
  const { prototype } = GPUAdapter;
  const request = Object.getOwnPropertyDescriptor(prototype, 'requestDevice')?.value as (
    this: GPUAdapter,
    descriptor: GPUDeviceDescriptor,
  ) => Promise<GPUDevice>;
  prototype.requestDevice = async function (this: GPUAdapter, descriptor: GPUDeviceDescriptor) {
    newest = watch(await request.call(this, descriptor));
    return newest.device;
  };
  return {
    lose() {
      newest?.device.destroy();
    },
    buffers() {
      const sizes = [...(newest?.sizes.values() ?? [])];
      return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    },
  };
}
