/** Opens the studio to the page: pixels are handed over, not copied. */
import { expose, transfer, type Endpoint } from 'comlink';
import type { StudioApi } from '../bridge/contract-studio.ts';
import { createStudio, galleryBuffers } from './studio.ts';

/** `endpoint` is the worker itself by default. */
export function exposeStudio(endpoint?: Endpoint): void {
  const studio = createStudio();
  const door: StudioApi = {
    ...studio,
    async makeGallery(request, part) {
      const gallery = await studio.makeGallery(request, part);
      return gallery && transfer(gallery, galleryBuffers(gallery));
    },
  };
  expose(door, endpoint);
}
