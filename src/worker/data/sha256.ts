/** SHA-256 in hex, the same on every page: browsers hash by themselves only where the address is secure (https or localhost). */

type Digest = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

async function digestInScript(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { sha256 } = await import('@noble/hashes/sha2.js'); // loaded where the browser has none
  return sha256(bytes);
}

/** `subtle` is the browser's, or `undefined` if it has none; the types of the platform promise it everywhere. */
export function createSha256(
  subtle: SubtleCrypto | undefined,
): (bytes: Uint8Array<ArrayBuffer>) => Promise<string> {
  const digest: Digest =
    subtle === undefined
      ? digestInScript
      : async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes));
  return async (bytes) =>
    Array.from(await digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const sha256 = createSha256((crypto as Partial<Crypto>).subtle);
