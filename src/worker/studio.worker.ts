/** The studio's thread: galleries leave by transfer. */
import { expose, transfer } from 'comlink';
import { createStudio, galleryBuffers } from './studio.ts';

const studio = createStudio();

expose({
  ...studio,
  async makeGallery(request: Parameters<typeof studio.makeGallery>[0]) {
    const gallery = await studio.makeGallery(request);
    return gallery === undefined ? undefined : transfer(gallery, galleryBuffers(gallery));
  },
});
