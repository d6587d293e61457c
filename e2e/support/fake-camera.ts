/** A camera that Chromium makes of a file: uncompressed frames, shown over and over. */
import { writeFile } from 'node:fs/promises';
import type { RgbImage } from '../../src/core/image/image.ts';
import { createRandom } from '../../src/core/random.ts';

/** Flags for a camera whose pictures come from `file`, and a user who allows it. */
export function fakeCamera(file: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** Grey levels of the sensor's noise. */
const noise = 2;

/** Luma and both colours of a frame, the latter at half the size (BT.601, full range). */
function toYuv({ width, height, data }: RgbImage, frame: number): Uint8Array {
  const random = createRandom('sensor').fork(frame);
  const [luma, half] = [width * height, (width / 2) * (height / 2)];
  const planes = new Uint8ClampedArray(luma + 2 * half);
  const rgb = (x: number, y: number) => [0, 1, 2].map((c) => data[3 * (y * width + x) + c] ?? 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [r = 0, g = 0, b = 0] = rgb(x, y);
      planes[y * width + x] = 0.299 * r + 0.587 * g + 0.114 * b + noise * random.normal();
    }
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const [r = 0, g = 0, b = 0] = rgb(x, y);
      const at = luma + (y / 2) * (width / 2) + x / 2;
      planes[at] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
      planes[at + half] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
    }
  return new Uint8Array(planes.buffer);
}

/** Writes some frames of a still scene, each with noise of its own. Chromium reads the file when a page opens the camera. */
export async function writeScene(file: string, image: RgbImage, frames: number): Promise<void> {
  const { width, height } = image;
  const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`)];
  for (let i = 0; i < frames; i++) parts.push(Buffer.from('FRAME\n'), toYuv(image, i));
  await writeFile(file, Buffer.concat(parts));
}
