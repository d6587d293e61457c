/** Sentences with numbers in them that Train alone says. */
import { sentence } from './sentence.ts';

export const trainSentences = {
  willTrain: sentence(
    (name: string, images: number, model: string, steps: number) =>
      `${name}, ${images} normal images · ${model} · ${steps} steps`,
    (name, images, model, steps) => `${name}、正常画像 ${images} 枚 · ${model} · ${steps} ステップ`,
  ),
  costLine: sentence(
    (time: string, steps: number, stepMs: number, memory: string) =>
      `About ${time}: ${steps} steps of ${stepMs} ms${memory === '' ? '' : `, ${memory} of GPU memory`}.`,
    (time, steps, stepMs, memory) =>
      `約 ${time}: ${steps} ステップ × ${stepMs} ms${memory === '' ? '' : `、GPU メモリ ${memory}`}。`,
  ),
  presetCost: sentence(
    (time: string, memory: string) => `about ${time}${memory === '' ? '' : `, ${memory}`}`,
    (time, memory) => `約 ${time}${memory === '' ? '' : `、${memory}`}`,
  ),
  batchTooLarge: sentence(
    (wanted: number, fits: number) =>
      `${wanted} images a step do not fit in this GPU's memory; the numbers are for ${fits}.`,
    (wanted, fits) =>
      `1 ステップ ${wanted} 枚は GPU のメモリに収まりません。この数値は ${fits} 枚の場合です。`,
  ),
  weightsLine: sentence(
    (file: string, matched: number, folded: number, isOwn: boolean) =>
      `${file}: ${matched} tensors fit${folded === 0 ? '' : `, ${folded} layers get their BatchNorm back`}. Normalisation: ${isOwn ? 'as the file says' : 'ImageNet’s'}.`,
    (file, matched, folded, isOwn) =>
      `${file}: ${matched} 個のテンソルが合いました${folded === 0 ? '' : `。${folded} 層の BatchNorm を復元します`}。正規化: ${isOwn ? 'ファイルの記載どおり' : 'ImageNet'}。`,
  ),
  restoredLine: sentence(
    (step: number) => `The GPU was lost and opened again; training went on from step ${step}.`,
    (step) => `GPU が失われたため開き直し、ステップ ${step} から学習を続けました。`,
  ),
  heldOutBetter: sentence(
    (untrained: string, pixels: string) =>
      `Held-out pseudo-anomalies are told apart better than before training (${untrained}) and better than by the mean of the pixels alone (${pixels}).`,
    (untrained, pixels) =>
      `ホールドアウトの擬似異常を、学習前 (${untrained}) よりも、画素の平均だけ (${pixels}) よりもよく見分けています。`,
  ),
  heldOutNoBetterThanBefore: sentence(
    (untrained: string) =>
      `No better than the network before training (${untrained}): what it can tell apart, it could tell apart before it learnt.`,
    (untrained) =>
      `学習前のネットワーク (${untrained}) を上回っていません。見分けは学習によるものではありません。`,
  ),
  heldOutNoBetterThanPixels: sentence(
    (pixels: string) =>
      `No better than the mean of the pixels (${pixels}): brightness alone tells these pseudo-anomalies apart as well.`,
    (pixels) =>
      `画素の平均 (${pixels}) を上回っていません。明るさだけでも、この擬似異常を同じくらい見分けられます。`,
  ),
  heldOutAtStart: sentence(
    () => 'This is the network before training: what it reaches from here on is what it learns.',
    () => 'これは学習前のネットワークです。ここから伸びた分が、学習の成果です。',
  ),
  lossSummary: sentence(
    (step: number, loss: string) => `Loss over steps; at step ${step} it is ${loss}.`,
    (step, loss) => `ステップごとの損失。ステップ ${step} で ${loss}。`,
  ),
  seriesSummary: sentence(
    (chart: string, numbers: readonly string[]) => `${chart}: ${numbers.join(', ')}.`,
    (chart, numbers) => `${chart}: ${numbers.join('、')}。`,
  ),
  heldOutSummary: sentence(
    (step: number, auroc: string) => `AUROC on held-out pseudo-anomalies; after step ${step} it is ${auroc}.`,
    (step, auroc) => `学習外の擬似異常での AUROC。ステップ ${step} で ${auroc}。`,
  ),
  rateSummary: sentence(
    (rate: string) => `Learning rate over steps, now ${rate}.`,
    (rate) => `ステップごとの学習率。現在 ${rate}。`,
  ),
  projectionSummary: sentence(
    (pictures: number, step: number, shares: string) =>
      `${pictures} pictures after step ${step}; the two axes carry ${shares} of the variance.`,
    (pictures, step, shares) => `ステップ ${step} の画像 ${pictures} 枚。2 軸で分散の ${shares} を表します。`,
  ),
  batchLine: sentence(
    (step: number, shown: number, images: number) =>
      `Step ${step}: ${shown} of ${images} images, each as two normal views and two of its pseudo-anomaly.`,
    (step, shown, images) =>
      `ステップ ${step}: ${images} 枚中 ${shown} 枚。1 枚につき正常のビュー 2 つと擬似異常のビュー 2 つ。`,
  ),
} as const;
