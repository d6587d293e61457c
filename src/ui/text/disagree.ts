/** Words of what two runs do not agree on. */
import { sentence } from './sentence.ts';

export const disagreeText = {
  title: { en: 'Where they disagree', ja: '判定が分かれた画像' },
  hint: {
    en: 'Each run at its own threshold: what normal images promise, or else the best F1. Maps are on a scale of each run.',
    ja: '記録ごとのしきい値での判定です (正常画像から決めた値、なければ F1 最大)。マップの目盛りも記録ごとです。',
  },
  runs: { en: 'Runs', ja: '記録' },
  otherImages: {
    en: 'These two were not judged on the same test images, or one has no threshold: nothing can be set side by side.',
    ja: 'テスト画像が異なるか、しきい値のない記録があるため、並べて比べられません。',
  },
  openImages: {
    en: 'Open the images of these runs on the Data stage to see them.',
    ja: '記録に使った画像を「データ」で開くと、画像で見られます。',
  },
} as const;

export const disagreeSentences = {
  foundBy: sentence(
    (finder: string, other: string) => `Found by ${finder}, missed by ${other}`,
    (finder, other) => `${finder} が検出、${other} が見逃し`,
  ),
  alarmOf: sentence(
    (one: string, other: string) => `False alarm of ${one}, not of ${other}`,
    (one, other) => `${one} だけが誤報 (${other} は正常と判定)`,
  ),
  judged: sentence(
    (letter: string, isAlarm: boolean) => `${letter}: ${isAlarm ? 'defective' : 'normal'}`,
    (letter, isAlarm) => `${letter}: ${isAlarm ? '異常' : '正常'}`,
  ),
  more: sentence(
    (count: number) => `and ${count} more`,
    (count) => `ほか ${count} 枚`,
  ),
  agree: sentence(
    (a: string, b: string, images: number) => `${a} and ${b} judge all ${images} images alike.`,
    (a, b, images) => `${images} 枚すべてで、${a} と ${b} の判定は同じです。`,
  ),
} as const;
