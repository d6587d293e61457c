/**
 * Still WebP pictures as one that moves, by the container's specification (developers.google.com/speed/webp/docs/riff_container).
 * A browser encodes the stills; each may cover just the part that changed.
 */

/** A number as `bytes` bytes, the lowest first. */
function little(value, bytes) {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

function chunk(name, data) {
  const padding = Buffer.alloc(data.length % 2);
  return Buffer.concat([Buffer.from(name, 'latin1'), little(data.length, 4), data, padding]);
}

/** The picture's own chunks, without the header of its file. */
function pictureChunks(webp) {
  const found = [];
  for (let at = 12; at + 8 <= webp.length;) {
    const name = webp.toString('latin1', at, at + 4);
    const length = webp.readUInt32LE(at + 4);
    const whole = 8 + length + (length % 2);
    if (['VP8 ', 'VP8L', 'ALPH'].includes(name)) found.push(webp.subarray(at, at + whole));
    at += whole;
  }
  if (found.length === 0) throw new Error('Expected a WebP picture, got a file without picture data.');
  return Buffer.concat(found);
}

/**
 * @param {{ width: number, height: number }} size of the whole, pixels
 * @param {readonly { left: number, top: number, width: number, height: number, ms: number, webp: Buffer }[]} frames
 *   `left` and `top` are even; each frame stays for `ms` and is drawn over those before it
 * @returns {Buffer} a file that plays for ever
 */
export function animatedWebp({ width, height }, frames) {
  const parts = frames.map(({ left, top, width: w, height: h, ms, webp }) => {
    if (left % 2 !== 0 || top % 2 !== 0)
      throw new RangeError(`Expected even places of frames, got ${left}, ${top}.`);
    const head = [left / 2, top / 2, w - 1, h - 1, ms].map((value) => little(value, 3));
    const overwrite = Buffer.from([2]); // no blending: the frame has no transparent pixels
    return chunk('ANMF', Buffer.concat([...head, overwrite, pictureChunks(webp)]));
  });
  const animated = Buffer.from([2, 0, 0, 0]);
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    chunk('VP8X', Buffer.concat([animated, little(width - 1, 3), little(height - 1, 3)])),
    chunk('ANIM', Buffer.concat([little(0, 4), little(0, 2)])),
    ...parts,
  ]);
  return Buffer.concat([Buffer.from('RIFF', 'latin1'), little(body.length, 4), body]);
}
