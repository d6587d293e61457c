import type { Text } from '../../text.ts';
import type { nsaKnobs } from '../knobs/nsa.ts';

export const nsaMeanings: Readonly<Record<keyof typeof nsaKnobs, Text>> = {
  nsaHalfHeight: {
    en: 'Bounds of half the patch height, which follows a gamma law; a share of the image.',
    ja: 'ガンマ分布に従うパッチの高さの半分の範囲。画像に対する割合です。',
  },
  nsaHalfWidth: {
    en: 'Bounds of half the patch width, which follows a gamma law; a share of the image.',
    ja: 'ガンマ分布に従うパッチの幅の半分の範囲。画像に対する割合です。',
  },
  nsaPatches: {
    en: 'One patch always; each further one with a chance of one half, up to this many.',
    ja: '1 つは必ず。2 つ目からは 2 分の 1 の確率で、この数まで。',
  },
  nsaResize: {
    en: 'Bounds of the patch scale, drawn from a normal law around 1; 0.5 to 2 for textures.',
    ja: '1 を中心とする正規分布から選ぶパッチの倍率の範囲。テクスチャでは 0.5〜2 です。',
  },
  nsaClone: {
    en: 'Normal takes the gradients of the patch (objects); mixed takes the stronger of patch and image (textures).',
    ja: '「通常」はパッチの勾配 (物体向け)。「混合」はパッチと画像の強い方の勾配 (テクスチャ向け)。',
  },
  nsaBackground: {
    en: 'What counts as background, so that patches lie on the object: near 200 (bright), near 20 (dark), or nothing.',
    ja: 'パッチを物体上に置くため背景とみなす明るさ: 200 付近 (明)、20 付近 (暗)、またはなし。',
  },
  nsaObjectShare: {
    en: 'A patch is cut only where more than this share of it is object; needs a background.',
    ja: '物体がこの割合より多い所だけを切り取ります。背景の指定が要ります。',
  },
  nsaLabelSlope: {
    en: 'How fast the label rises with the change of intensity (logistic).',
    ja: '明るさの変化に対するラベル (ロジスティック) の立ち上がり。',
  },
  nsaLabelMiddle: {
    en: 'Change of intensity at which the label is one half, in 255ths.',
    ja: 'ラベルが 2 分の 1 になる明るさの変化 (255 段階)。',
  },
};
