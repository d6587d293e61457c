/** Words of one image seen through all detectors; they come with its panel. */
import { sentence } from './sentence.ts';

export const besideText = {
  title: { en: 'One image through all detectors', ja: '1 枚の画像をすべての検出器で見る' },
  hint: {
    en: 'The newest run of each method on the images that are open. Each map has a scale of its own, from the lowest to the highest score of its run: compare where they are bright, not how bright.',
    ja: '開いている画像での、手法ごとの最新の記録です。マップの目盛りは記録ごとに異なります (その記録の最小から最大まで)。明るさではなく、明るい場所を比べてください。',
  },
  noRuns: {
    en: 'No run was made on the images that are open. Open images of a run on the Data stage to see them through its detector.',
    ja: '開いている画像での記録がありません。記録に使った画像を「データ」で開くと、ここに並びます。',
  },
  image: { en: 'Test image', ja: 'テスト画像' },
  previous: { en: 'Previous image', ja: '前の画像' },
  next: { en: 'Next image', ja: '次の画像' },
  defective: { en: 'defective', ja: '異常' },
  normal: { en: 'normal', ja: '正常' },
  right: { en: 'right', ja: '正解' },
  wrong: { en: 'wrong', ja: '不正解' },
  noMap: { en: 'no map kept', ja: 'マップなし' },
  reading: { en: 'reading…', ja: '読み込み中…' },
} as const;

export const besideSentences = {
  score: sentence(
    (score: string, threshold: string) => `score ${score}, threshold ${threshold}`,
    (score, threshold) => `スコア ${score}、しきい値 ${threshold}`,
  ),
  withoutMap: sentence(
    (method: string, path: string) => `${path}, without a map of ${method}`,
    (method, path) => `${path} (${method} のマップなし)`,
  ),
  mapOf: sentence(
    (method: string, path: string) => `Map of ${method} over ${path}`,
    (method, path) => `${path} に対する ${method} のマップ`,
  ),
} as const;
