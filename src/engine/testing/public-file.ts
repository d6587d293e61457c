/** Files of the folder `public`, which lie beside the page, in Node. */
import { readFile } from 'node:fs/promises';
import type { ReadPageFile } from '../weights/included-weights.ts';

export const readPublicFile: ReadPageFile = async (path) =>
  new Uint8Array(await readFile(new URL(`../../../public/${path}`, import.meta.url)));
