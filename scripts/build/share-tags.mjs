/**
 * What other sites show of a link to the page (Open Graph). They want whole addresses, which a build for any path does not know:
 * `KIZU_URL=https://example.org/kizu/ npm run build` writes them; without it the picture's address is relative to the page.
 */

import { existsSync } from 'node:fs';

/** A file of `public`; `npm run pictures -- --readme` draws it; until it is there, no picture is named. */
export const socialPicture = 'social.png';

const title = 'Kizu: visual anomaly detection, live in the browser';
const description =
  'Move a slider and watch a fake defect change, a detector learn from it, and the ROC curve of real defects follow. Nothing to install; your images stay on your device.';
const pictureWords =
  'A patch of a hex nut is cut, turned and pasted; beside it, test images in two crowds with a threshold between them.';

/** @param {string | undefined} address of the published page */
export function shareTags(address = process.env.KIZU_URL) {
  const whole = (path) =>
    address === undefined || address === '' ? `./${path}` : new URL(path, address).href;
  const tags = {
    'og:type': 'website',
    'og:site_name': 'Kizu',
    'og:title': title,
    'og:description': description,
    ...(address !== undefined && address !== '' && { 'og:url': whole('') }),
    ...(existsSync(new URL(`../../public/${socialPicture}`, import.meta.url)) && {
      'og:image': whole(socialPicture),
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': pictureWords,
    }),
  };
  return {
    name: 'share-tags',
    apply: 'build',
    transformIndexHtml: () => [
      ...Object.entries(tags).map(([property, content]) => ({
        tag: 'meta',
        attrs: { property, content },
        injectTo: 'head',
      })),
      { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' }, injectTo: 'head' },
    ],
  };
}
