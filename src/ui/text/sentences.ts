/** Sentences with values in them; each language builds its own. */
import { sentence } from './sentence.ts';

export const sentences = {
  accepted: sentence(
    (ssim: string, threshold: string) =>
      `Accepted: SSIM ${ssim} is below T = ${threshold}, so something visible changed.`,
    (ssim, threshold) => `採用: SSIM ${ssim} は T = ${threshold} より小さく、見た目が変わっています。`,
  ),
  rejected: sentence(
    (ssim: string, threshold: string) =>
      `Rejected: SSIM ${ssim} is at or above T = ${threshold}, so hardly anything changed.`,
    (ssim, threshold) => `不採用: SSIM ${ssim} は T = ${threshold} 以上で、ほとんど変わっていません。`,
  ),
  acceptance: sentence(
    (kept: number, draws: number, share: string, interval: string) =>
      `Keeps ${kept} of ${draws} candidates: ${share} (95 % interval ${interval}).`,
    (kept, draws, share, interval) => `${draws} 個中 ${kept} 個を採用: ${share} (95 % 区間 ${interval})。`,
  ),
  noneKept: sentence(
    () => 'No candidate passes. Raise T, make patches larger, or turn and move them more.',
    () => '採用される候補がありません。T を上げるか、パッチを大きくするか、回転とずれを増やしてください。',
  ),
  kept: sentence(
    (ssim: string) => `The gate is off, so it is used as it is. Its SSIM is ${ssim}.`,
    (ssim) => `選別はオフなので、そのまま使います。SSIM は ${ssim}。`,
  ),
  scatterSummary: sentence(
    (fact: string, draws: number) => `SSIM against ${fact} for ${draws} candidates.`,
    (fact, draws) => `${draws} 個の候補の SSIM と${fact}。`,
  ),
  positionSummary: sentence(
    (kept: number, draws: number) => `Places of ${draws} candidates on the image; ${kept} of them accepted.`,
    (kept, draws) => `画像上の ${draws} 個の候補の位置。うち ${kept} 個が採用。`,
  ),
  boxSize: sentence(
    (width: number, height: number) => `${width} × ${height} px cut`,
    (width, height) => `${width} × ${height} px を切り取り`,
  ),
  residual: sentence(
    (residual: string) => `Poisson equation solved, largest residual ${residual}`,
    (residual) => `ポアソン方程式の残差は最大 ${residual}`,
  ),
  turned: sentence(
    (degrees: string, shift: string) => `${degrees}, moved ${shift} px`,
    (degrees, shift) => `${degrees}、${shift} px 移動`,
  ),
  recoloured: sentence(
    (brightness: string, contrast: string, saturation: string, hue: string) =>
      `brightness × ${brightness}, contrast × ${contrast}, saturation × ${saturation}, hue ${hue}`,
    (brightness, contrast, saturation, hue) =>
      `明るさ × ${brightness}、コントラスト × ${contrast}、彩度 × ${saturation}、色相 ${hue}`,
  ),
  thresholdMoved: sentence(
    (value: string) => `T moved to ${value}, a start for this statistic: calibrate it on your candidates.`,
    (value) => `この統計量の目安として T を ${value} にしました。自分の候補で決め直してください。`,
  ),
  reading: sentence(
    (done: number, total: number, left: string, path: string) =>
      total === 0
        ? 'Looking for the first picture'
        : `Reading ${done} / ${total}${left === '' ? '' : ` · about ${left} left`} · ${path}`,
    (done, total, left, path) =>
      total === 0
        ? '最初の画像を探しています'
        : `読み込み ${done} / ${total}${left === '' ? '' : ` · 残り約 ${left}`} · ${path}`,
  ),
  trainingLine: sentence(
    (step: number, total: number, loss: string, left: string) =>
      `Training · step ${step} / ${total} · loss ${loss}${left === '' ? '' : ` · ${left} left`}`,
    (step, total, loss, left) =>
      `学習中 · ステップ ${step} / ${total} · 損失 ${loss}${left === '' ? '' : ` · 残り ${left}`}`,
  ),
  pausedLine: sentence(
    (step: number, total: number) => `Paused at step ${step} / ${total}`,
    (step, total) => `ステップ ${step} / ${total} で一時停止`,
  ),
  bankLine: sentence(
    (done: number, total: number) => `Embedding normal images ${done} / ${total}`,
    (done, total) => `正常画像の埋め込み ${done} / ${total}`,
  ),
  scoringLine: sentence(
    (done: number, total: number) => `${done} / ${total} scored`,
    (done, total) => `${done} / ${total} 枚を採点`,
  ),
  untrainedLine: sentence(
    (done: number, total: number) => `Before training: ${done} / ${total} scored`,
    (done, total) => `学習前のネットワーク: ${done} / ${total} 枚を採点`,
  ),
  intervalLine: sentence(
    (low: string, high: string) => `(95 % interval over other test images: ${low} to ${high})`,
    (low, high) => `(別のテスト画像での 95 % 区間: ${low} ～ ${high})`,
  ),
  operatingLine: sentence(
    (tpr: string, fpr: string) => `${tpr} of the defective images are found, with ${fpr} false alarms.`,
    (tpr, fpr) => `異常画像の ${tpr} を検出、偽陽性は ${fpr} です。`,
  ),
  pixelLine: sentence(
    (auroc: string, auPro: string) =>
      `Pixels: AUROC ${auroc}, AU-PRO ${auPro} (up to 30 % false alarms; 95 % intervals with images as the unit).`,
    (auroc, auPro) =>
      `画素: AUROC ${auroc}、AU-PRO ${auPro} (偽陽性 30 % まで。95 % 区間は画像を単位とする)。`,
  ),
  rocSummary: sentence(
    (auroc: string, done: number, total: number) =>
      `ROC curve, AUROC ${auroc}, ${done} of ${total} images scored.`,
    (auroc, done, total) => `ROC 曲線。AUROC ${auroc}、${total} 枚中 ${done} 枚を採点。`,
  ),
  fakesSummary: sentence(
    (fakes: number, real: number, shares: string) =>
      `${fakes} pseudo-anomalies, ${real} real defects and normal pictures; the two axes carry ${shares} of the variance.`,
    (fakes, real, shares) =>
      `擬似異常 ${fakes} 枚、本物の欠陥 ${real} 枚、正常画像。2 軸で分散の ${shares} を表します。`,
  ),
  ssimSummary: sentence(
    (draws: number, threshold: string) =>
      `Histogram of SSIM over ${draws} candidates, with T at ${threshold}.`,
    (draws, threshold) => `${draws} 個の候補の SSIM の分布。T は ${threshold}。`,
  ),
  scoreSummary: sentence(
    (normal: number, defective: number) =>
      `Scores of ${normal} normal and ${defective} defective test images.`,
    (normal, defective) => `正常 ${normal} 枚と異常 ${defective} 枚のテスト画像のスコア。`,
  ),
  counts: sentence(
    (images: number) => (images === 1 ? '1 image' : `${images} images`),
    (images) => `${images} 枚`,
  ),
  leftOutCount: sentence(
    (count: number) => (count === 1 ? '1 file was left out' : `${count} files were left out`),
    (count) => `${count} 個のファイルを読み込みませんでした`,
  ),
  candidateName: sentence(
    (index: number) => `Candidate ${index}`,
    (index) => `候補 ${index}`,
  ),
  repair: sentence(
    (knob: string, came: string, taken: string) => `${knob}: “${came}” came, ${taken} is used.`,
    (knob, came, taken) => `${knob}: 「${came}」の代わりに ${taken} を使います。`,
  ),
} as const;
