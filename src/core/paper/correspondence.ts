/** The paper beside the code: each of its parts, where it lives, what tests it, and where Kizu departs from it. */
import type { Text } from '../text.ts';

export interface Correspondence {
  /** As the paper writes it. */
  readonly symbol: string;
  readonly meaning: Text;
  /** Name in the code, its file, and the file that tests it. */
  readonly code: string;
  readonly file: string;
  readonly test: string;
  readonly departure: Text;
}

const row = (
  [symbol, code, file, test]: readonly [symbol: string, code: string, file: string, test: string],
  meaning: Text,
  departure: Text,
): Correspondence => ({ symbol, code, file, test, meaning, departure });

export const correspondences: readonly Correspondence[] = [
  row(
    [
      'local augmentation',
      'localAugment',
      'src/core/pseudo-anomaly/local-augment.ts',
      'src/core/pseudo-anomaly/local-augment.test.ts',
    ],
    {
      en: 'A patch of a normal image is cut, turned and moved a little, recoloured and pasted back.',
      ja: '正常画像のパッチを切り取り、少し回してずらし、色を変えて貼り戻す。',
    },
    {
      en: 'The paper gives no amounts: every one is a knob. Patches are smaller and thinner by default (0.1–2 %, aspect 1:8 to 8:1), since such ones taught scratches and cracks.',
      ja: '論文に量の記載はなく、全て設定できる。初期値のパッチは小さく細い (0.1〜2 %、縦横比 1:8〜8:1)。その方が傷やひびをよく学べたため。',
    },
  ),
  row(
    [
      'SSIM(x, y), Eq. (1)',
      'ssimMap, meanSsim',
      'src/core/similarity/ssim-map.ts',
      'src/core/similarity/ssim.test.ts',
    ],
    {
      en: 'Structural similarity from means, variances and covariance.',
      ja: '平均・分散・共分散による構造的類似度。',
    },
    {
      en: 'The kind of window is not given: Gaussian windows of σ 1.5 by default; Eq. (1) as one window is a choice.',
      ja: '窓の種類の記載なし。初期値は σ 1.5 のガウス窓。式 (1) を 1 つの窓で使うことも選べる。',
    },
  ),
  row(
    ['C₁, C₂', 'ssimOf', 'src/core/similarity/ssim-formula.ts', 'src/core/similarity/ssim.test.ts'],
    { en: 'Constants that keep Eq. (1) from dividing by zero.', ja: '式 (1) のゼロ除算を防ぐ定数。' },
    {
      en: 'Values are not given: those of SSIM’s own paper, (.01 · 255)² and (.03 · 255)².',
      ja: '値の記載なし。SSIM の論文の (.01 · 255)² と (.03 · 255)² を使う。',
    },
  ),
  row(
    ['SSIM ≥ T: discard', 'judge', 'src/core/similarity/gate.ts', 'src/core/similarity/gate.test.ts'],
    {
      en: 'Pseudo-anomalies too like the original are thrown away.',
      ja: '元の画像に似すぎた擬似異常を捨てる。',
    },
    {
      en: 'T is not given. The default judges the mean in the patch before the colour change, T = .95: on the whole image nearly every small patch is above .95, and a colour change alone lets plain background pass.',
      ja: 'T の記載なし。初期値は色を変える前のパッチ内平均で T = .95。画像全体では小さなパッチのほとんどが .95 を超え、色の変化だけで無地の背景が通ってしまうため。',
    },
  ),
  row(
    [
      'positive and negative pairs',
      'contrastive',
      'src/detectors/contrastive/losses.ts',
      'src/detectors/contrastive/losses.test.ts',
    ],
    {
      en: 'Views of normal images attract, views of pseudo-anomalies repel.',
      ja: '正常画像のビューは引き合い、擬似異常のビューは反発する。',
    },
    {
      en: 'No formula is given. FIRM’s loss by default; five other contrastive losses and cross-entropy are choices. Other normal images are not negatives.',
      ja: '式の記載なし。初期値は FIRM の損失。ほかに 5 つの対照損失と交差エントロピーも選べる。他の正常画像は負例にしない。',
    },
  ),
  row(
    ['SimCLR views t', 'drawView', 'src/core/views/view.ts', 'src/core/views/views.test.ts'],
    {
      en: 'Random views of an image for the contrastive loss.',
      ja: '対照損失に使う、画像のランダムなビュー。',
    },
    {
      en: 'Weak views, and the same one for an image and its pseudo-anomaly, so that the patch is the only difference. SimCLR’s strong crops would cut the defect away.',
      ja: '弱い変化だけを使い、画像とその擬似異常に同じビューを与えて、違いをパッチだけにする。SimCLR の強い切り出しは欠陥を切り落としてしまう。',
    },
  ),
  row(
    [
      'f: ResNet18',
      'encode',
      'src/engine/networks/resnet18.ts',
      'src/engine/training/resnet18-step.kernel.test.ts',
    ],
    { en: 'The encoder.', ja: 'エンコーダ。' },
    {
      en: 'The same, at full, half or quarter width; no pretrained weights unless you open some. Whether the paper’s were pretrained is not stated.',
      ja: '同じもの。幅は全部・半分・4 分の 1。重みを開かない限り学習済み重みは使わない。論文が学習済み重みを使ったかは書かれていない。',
    },
  ),
  row(
    [
      'g: two fully connected layers',
      'applyHead',
      'src/engine/networks/projection-head.ts',
      'src/engine/training/trainer.kernel.test.ts',
    ],
    { en: 'The projection head.', ja: '射影ヘッド。' },
    {
      en: 'Sizes are not given: 128 outputs, with BatchNorm after each layer, without which the contrastive losses start slowly.',
      ja: '大きさの記載なし。出力は 128 次元で、各層の後に BatchNorm を置く。ないと対照損失の立ち上がりが遅い。',
    },
  ),
  row(
    [
      'training images',
      'createBatchSource',
      'src/engine/training/batch.ts',
      'src/engine/training/batch.test.ts',
    ],
    { en: 'What a step sees.', ja: '1 ステップで見るもの。' },
    {
      en: 'The paper trains on whole images; crops are the default here, since they learn from scratch in a few hundred steps.',
      ja: '論文は画像全体で学習する。ここの初期値は切り出しで、ゼロから数百ステップで学べるため。',
    },
  ),
  row(
    ['training', 'cosineRate', 'src/core/schedule.ts', 'src/core/schedule.test.ts'],
    { en: 'How long and how fast the network learns.', ja: '学習の長さと速さ。' },
    {
      en: 'Nothing is given: steps, batch size, optimiser, rate and decay are knobs. AdamW with warm-up and a cosine by default; the paper-like preset takes CutPaste’s SGD.',
      ja: '記載なし。ステップ数、枚数、最適化手法、学習率、減衰は設定できる。初期値はウォームアップとコサインの AdamW で、「論文に近い設定」は CutPaste の SGD。',
    },
  ),
  row(
    [
      'anomaly score',
      'nearestDistances',
      'src/core/scoring/distances.ts',
      'src/core/scoring/distances.test.ts',
    ],
    { en: 'How anomalous an image is.', ja: '画像の異常の度合い。' },
    {
      en: 'Not given. Cosine distance to the nearest normal embeddings by default; others are choices. None of them uses test labels.',
      ja: '記載なし。初期値は最も近い正常の埋め込みとの余弦距離で、他も選べる。どれもテストの答えを使わない。',
    },
  ),
  row(
    ['ROC-AUC', 'rocCurve, auroc', 'src/core/metrics/roc.ts', 'src/core/metrics/roc.test.ts'],
    { en: 'How well scores separate the test images.', ja: 'スコアがテスト画像をどれだけ分けるか。' },
    {
      en: 'The paper describes precision against recall. Here it is true against false positive rate, which is what ROC means, with an interval that holds for few images.',
      ja: '論文は適合率と再現率と説明している。ここでは本来の ROC である真陽性率と偽陽性率を使い、画像が少なくても成り立つ区間を添える。',
    },
  ),
  row(
    ['Table 1', 'tableOf', 'src/core/run/table.ts', 'src/core/run/table.test.ts'],
    { en: 'AUROC for each category, and their mean.', ja: '種類ごとの AUROC とその平均。' },
    {
      en: 'The paper shows ten of MVTec AD’s fifteen categories, no textures, one number each. Runs shows yours in that shape, over seeds, with their standard error.',
      ja: '論文は MVTec AD の 15 種類のうち、テクスチャを除く 10 種類を 1 つずつの値で示す。「記録」は同じ形で、シードごとの平均と標準誤差を示す。',
    },
  ),
  row(
    [
      '94.2 against 93.7',
      'pairedMeans',
      'src/core/metrics/paired-means.ts',
      'src/core/metrics/paired-means.test.ts',
    ],
    {
      en: 'The paper’s mean AUROC against its own run of CutPaste.',
      ja: '論文の平均 AUROC と、論文が動かした CutPaste。',
    },
    {
      en: 'One run each, without intervals: over the ten categories the difference is .42 points with a standard error of 3.40 (paired t test, p = .90). CutPaste’s own paper reports more than 93.7.',
      ja: '各 1 回の実行で、区間の記載なし。10 種類での差は .42 ポイント、標準誤差 3.40 (対応のある t 検定で p = .90)。CutPaste の論文自身は 93.7 より高い値を報告している。',
    },
  ),
];
