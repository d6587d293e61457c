/** Copies numbers off the device within a submission; its staging buffers are used again and again. */

export interface Reader {
  /** Encodes a copy; what it gives is called after the submission. */
  copy(encoder: GPUCommandEncoder, from: GPUBuffer, bytes: number): () => Promise<Float32Array<ArrayBuffer>>;
  /** Copies under way end as they would. */
  dispose(): void;
}

export function createReader(device: GPUDevice): Reader {
  const free: GPUBuffer[] = [];
  let isDisposed = false;

  function take(bytes: number): GPUBuffer {
    const at = free.findIndex(({ size }) => size === bytes);
    if (at >= 0) return free.splice(at, 1)[0];
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    return device.createBuffer({ label: 'reading', size: bytes, usage });
  }

  return {
    copy(encoder, from, bytes) {
      const staging = take(bytes);
      encoder.copyBufferToBuffer(from, 0, staging, 0, bytes);
      return async () => {
        let isRead = false;
        try {
          await staging.mapAsync(GPUMapMode.READ);
          const numbers = new Float32Array(staging.getMappedRange().slice(0));
          staging.unmap();
          isRead = true;
          return numbers;
        } finally {
          if (isRead && !isDisposed) free.push(staging);
          else staging.destroy();
        }
      };
    },
    dispose() {
      isDisposed = true;
      for (const buffer of free) buffer.destroy();
    },
  };
}
