import type { Text } from '../../text.ts';
import type { backboneKnobs } from '../knobs/backbone.ts';

export const backboneMeanings: Readonly<Record<keyof typeof backboneKnobs, Text>> = {
  backbone: {
    en: 'The network whose feature maps are compared: a MobileNetV2 that ships with the page, taught on photographs of everyday objects, or your own ResNet18, trained here or read from a file.',
    ja: '特徴マップを比べるネットワーク。ページに付属する MobileNetV2 (身の回りの物体の写真で学習済み) か、ここで学習した、またはファイルから読み込んだ自分の ResNet18 です。',
  },
};
