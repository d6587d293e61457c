import type { Text } from '../../text.ts';
import type { viewKnobs } from '../knobs/views.ts';

export const viewMeanings: Readonly<Record<keyof typeof viewKnobs, Text>> = {
  trainOn: {
    en: 'Crops learn from scratch in a few hundred cheap steps and give a heat map; whole images follow the paper.',
    ja: '切り出しは少ない手数でゼロから学べ、ヒートマップも得られます。画像全体は論文のとおりです。',
  },
  evenCrops: {
    en: 'Crops follow accepted patches, and see no plain background (0 of 192, against 6.6 % of those that are scored). This share of the normal ones is taken anywhere.',
    ja: '切り出しは採用されたパッチの周りから取るため、無地の背景が入りません (192 中 0。採点では 6.6 %)。正常な切り出しのこの割合は任意の位置から取ります。',
  },
  imageSize: {
    en: 'Side in pixels at which images are worked on.',
    ja: '処理に使う画像の一辺の画素数。',
  },
  inputSize: {
    en: 'Side in pixels of what the network sees: the side of a crop, or of the whole image scaled down.',
    ja: 'ネットワークに入る画像の一辺。切り出しの大きさ、または縮小した画像全体の大きさです。',
  },
  sharedViews: {
    en: 'An image and its pseudo-anomaly are seen through the same weak augmentation, so the patch is the only difference.',
    ja: '画像とその擬似異常に同じ弱い変換をかけ、違いをパッチだけにします。',
  },
  viewTranslation: {
    en: 'Each view of a whole image is moved by up to ± this share of its side.',
    ja: '画像全体のビューを、一辺の ± この割合まで動かします。',
  },
  viewRotation: {
    en: 'Each view of a whole image is turned by up to ± this angle.',
    ja: '画像全体のビューを ± この角度まで回します。',
  },
  viewJitter: {
    en: 'Brightness and contrast factors of each view are drawn from 1 ± this value.',
    ja: 'ビューごとの明るさとコントラストの倍率を 1 ± この値から選びます。',
  },
};
