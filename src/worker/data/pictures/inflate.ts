/** A zlib stream unpacked by the browser, and never further than is wanted. */

type Bytes = Uint8Array<ArrayBuffer>;

/** `size` bytes. @throws Error where the stream holds fewer or is damaged. */
export async function inflate(packed: Blob, size: number): Promise<Bytes> {
  const bytes = new Uint8Array(size);
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let to = 0;
  try {
    while (to < size) {
      const { done, value } = await reader.read();
      if (done) break;
      const piece = value.subarray(0, size - to);
      bytes.set(piece, to);
      to += piece.length;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (to < size) throw new Error(`${to} bytes unpacked, expected ${size}`);
  return bytes;
}
