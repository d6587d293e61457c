/** A new image as the dataset's own were opened, after it was brought to their size: their grey, and what counts of them. */
import { gainOf, withGain } from '../../core/dataset/equalise.ts';
import { factsOf, type ImageFacts } from '../../core/dataset/facts.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { ignoreOutside } from '../../core/image/region-of-interest.ts';
import { resizeArea } from '../../core/image/resize.ts';
import type { UnlabelledImage, UnlabelledUse } from '../bridge/contract-data.ts';

/** Side of a thumbnail in pixels. */
const thumbnailSide = 96;

/** At the normals' grey where they were brought to one, with ignored pixels of one colour, and with the facts of that. */
export function asOpened(
  path: string,
  { image, facts }: { readonly image: RgbImage; readonly facts: ImageFacts },
  { medianGray, region }: UnlabelledUse,
): UnlabelledImage {
  const gain = medianGray === undefined ? undefined : gainOf({ facts }, medianGray);
  const levelled = gain === undefined ? image : withGain(image, gain);
  const shown = ignoreOutside(levelled, region);
  return {
    path,
    image: shown,
    facts: shown === image ? facts : factsOf(shown, facts.file),
    thumbnail: resizeArea(shown, thumbnailSide, thumbnailSide),
  };
}
