/** Words of the pictures that a network makes while it trains; they load with their panel. */
import type { Text } from '../../core/text.ts';

export const outputsText = {
  title: { en: 'What the network makes of images', ja: 'ネットワークの出力' },
  hint: {
    en: 'The same two normal pictures and a pseudo-anomaly of each, again at every look.',
    ja: '同じ正常画像 2 枚と、それぞれの擬似異常です。見る時点ごとに更新されます。',
  },
} as const;

/** For those who cannot see it; `index` counts from 0. */
export function pictureName(kind: 'held-out' | 'pseudo' | 'sample', index: number): Text {
  const number = index + 1;
  switch (kind) {
    case 'held-out':
      return { en: `normal picture ${number}`, ja: `正常画像 ${number}` };
    case 'pseudo':
      return { en: `its pseudo-anomaly ${number}`, ja: `擬似異常 ${number}` };
    case 'sample':
      return { en: `sample ${number}`, ja: `サンプル ${number}` };
  }
}
