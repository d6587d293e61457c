/** Words of the report alone. */
import { sentence } from '../../text/sentence.ts';

export const reportText = {
  title: sentence(
    (dataset: string) => `Inspection: ${dataset}`,
    (dataset) => `検査レポート: ${dataset}`,
  ),
  fingerprint: sentence(
    (print: string) => `Fingerprint of the normal images’ dataset: ${print}`,
    (print) => `正常画像のデータの指紋: ${print}`,
  ),
  pictures: sentence(
    (shown: number, of: number, order: string) => `${shown} of ${of} images, the worst first (${order})`,
    (shown, of, order) => `${of} 枚中 ${shown} 枚、悪い順 (${order})`,
  ),
  all: { en: 'All verdicts', ja: '全ての判定' },
  columns: { en: ['Verdict', 'Score', 'File', 'Notes'], ja: ['判定', 'スコア', 'ファイル', '備考'] },
  unreadColumns: { en: ['File', 'Reason'], ja: ['ファイル', '理由'] },
} as const;
