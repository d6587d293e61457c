/** Words for the runs of a class. */
import { sentence } from './sentence.ts';

export const classText = {
  best: { en: 'Best', ja: '最高' },
  middle: { en: 'In the middle', ja: '中央付近' },
  compare: { en: 'Compare with the best', ja: '最高の記録と比べる' },
};

export const classSentences = {
  title: sentence(
    (dataset: string) => `AUROC of the runs on ${dataset}`,
    (dataset) => `${dataset} の記録の AUROC`,
  ),
  summary: sentence(
    (runs: number, low: string, high: string, median: string) =>
      `${runs} runs: AUROC from ${low} to ${high}, median ${median} (dashed).`,
    (runs, low, high, median) =>
      `記録 ${runs} 件: AUROC は ${low}～${high}、中央値は ${median} (破線) です。`,
  ),
  unlike: sentence(
    (images: number, of: number) => `Judges most unlike the best: ${images} of ${of} images`,
    (images, of) => `最高の記録と判定が最も異なる (${of} 枚中 ${images} 枚)`,
  ),
  compare: sentence(
    (name: string) => `${classText.compare.en}: ${name}`,
    (name) => `${classText.compare.ja}: ${name}`,
  ),
};
