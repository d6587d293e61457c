/** The thread of a detector's page. All that it needs lies in its text: a page that was opened from a disk can fetch nothing. */
import { expose } from 'comlink';
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?inline';
import { decodeInBrowser } from '../worker/data/pictures/decode.ts';
import { createJudge } from './judge.ts';

/** An address of the WebAssembly, whatever name is put behind it: what stands behind a hash belongs to no address. */
async function wasmFolder(): Promise<string> {
  const file = await (await fetch(wasm)).blob();
  return `${URL.createObjectURL(file)}#`;
}

function pixelsOf(frame: ImageBitmap): ImageData {
  const { width, height } = frame;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error(`no canvas of ${width} x ${height} px`);
  context.drawImage(frame, 0, 0);
  frame.close();
  return context.getImageData(0, 0, width, height);
}

expose(createJudge({ decode: decodeInBrowser, pixelsOf, wasmFolder }));
