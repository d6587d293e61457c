/** Words of the wall of test images, and of what two runs do not agree on. */
import type { Outcome } from '../../state/evaluation/test-wall.ts';
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const outcomeText: Readonly<Record<Outcome, Text>> = {
  found: { en: 'found', ja: '検出' },
  missed: { en: 'missed', ja: '見逃し' },
  'false-alarm': { en: 'false alarm', ja: '誤報' },
  passed: { en: 'normal', ja: '正常' },
};

export const wallText = {
  hint: {
    en: 'The highest score first. Drag the line, or focus it and press ↑ ↓: images above it are called defective. Arrow keys walk the images.',
    ja: 'スコアの高い順です。線をドラッグするか、線を選んで ↑ ↓ を押すと、しきい値が動きます。線より上が異常と判定されます。画像は矢印キーで移動できます。',
  },
  line: { en: 'Threshold between the images', ja: '画像のあいだのしきい値' },
  mistakes: { en: 'mistakes', ja: '誤り' },
  showMore: { en: 'Show more', ja: 'さらに表示' },
  none: { en: 'No image of this kind.', ja: 'この種類の画像はありません。' },
  noMistakes: {
    en: 'No mistake at this threshold.',
    ja: 'このしきい値では、誤りはありません。',
  },
  noImages: {
    en: 'The images of this run are not open: heat maps are shown alone.',
    ja: 'この記録の画像は開いていません。ヒートマップだけを表示します。',
  },
} as const;

export const wallSentences = {
  above: sentence(
    (count: number) => `▲ ${count} called defective`,
    (count) => `▲ 異常と判定 ${count} 枚`,
  ),
  below: sentence(
    (count: number) => `▼ ${count} called normal`,
    (count) => `▼ 正常と判定 ${count} 枚`,
  ),
  threshold: sentence(
    (value: string) => `threshold ${value}`,
    (value) => `しきい値 ${value}`,
  ),
  shown: sentence(
    (shown: number, all: number) => `${shown} of ${all} shown`,
    (shown, all) => `${all} 枚中 ${shown} 枚を表示`,
  ),
} as const;
