import type { Text } from '../../text.ts';
import type { trainingKnobs } from '../knobs/training.ts';

export const trainingMeanings: Readonly<Record<keyof typeof trainingKnobs, Text>> = {
  width: {
    en: 'ResNet18 with all of its channels, a half or a quarter of them.',
    ja: 'ResNet18 のチャネル数。全部、半分、または 4 分の 1。',
  },
  start: {
    en: 'Kizu’s weights have learnt from drawn pictures what MobileNetV2 sees; they come with the page. Or fresh random weights, or those of a file (a ResNet18 of torchvision, timm or Kizu), seen as the file says, else with ImageNet normalisation.',
    ja: 'Kizu の重みは、MobileNetV2 の見方を描画画像で学んだもので、ページに付属します。ほかに、乱数による重み、またはファイルの重み (torchvision、timm、Kizu の ResNet18)。正規化もファイルの記載どおり、無ければ ImageNet のものになります。',
  },
  frozen: {
    en: 'Layers that keep the weights they start with, and their BatchNorm statistics.',
    ja: '初期値の重みと BatchNorm の統計量をそのまま使う層。',
  },
  headBatchNorm: {
    en: 'BatchNorm after each linear layer of the projection head; without it contrastive losses start slowly.',
    ja: '射影ヘッドの各線形層の後に BatchNorm を置きます。無いと対照損失の学習がなかなか始まりません。',
  },
  halfStorage: {
    en: 'Keeps in 16 bits what the backward pass reads again, where the GPU can: up to a fifth less memory. Losses begin the same; gradients differ in their fourth digit.',
    ja: 'GPU が対応していれば、逆伝播で読み直す活性値を 16 ビットで保ちます。メモリは最大 2 割減ります。損失は同じ値から始まり、勾配は 4 桁目が変わります。',
  },
  objective: {
    en: 'What training minimises. The contrastive losses pull normal views together and push pseudo-anomalies away.',
    ja: '学習で小さくする量。対照損失は正常どうしを近づけ、擬似異常を遠ざけます。',
  },
  temperature: {
    en: 'Divides cosine similarities in the contrastive losses; smaller looks harder at near views.',
    ja: '対照損失で余弦類似度を割る値。小さいほど近いビューを重く見ます。',
  },
  spdWeight: {
    en: 'Weight of a term that keeps an image closer to its other view than to its own pseudo-anomaly.',
    ja: '画像を、自分の擬似異常よりもう一つのビューに近づける項の重み。',
  },
  softNormals: {
    en: 'Normal views that lie far from the mean of the others count less, by this factor in the exponent; 0 counts all alike.',
    ja: '他の正常の平均から遠い正常のビューほど軽く数える強さ (指数の係数)。0 なら全て同じです。',
  },
  easyFirst: {
    en: 'At first the most visible of so many pseudo-anomalies is taken, later of fewer, at the end whichever comes; 1 is off.',
    ja: '最初はこの数の擬似異常から最も目立つものを選び、候補を減らしていき、最後は選びません。1 なら無効です。',
  },
  steps: { en: 'How many times the weights are updated.', ja: '重みを更新する回数。' },
  batchSize: {
    en: 'Normal images (or crops) per step. Of each, most detectors see a pseudo-anomaly as well; Contrastive sees both twice.',
    ja: '1 ステップで使う正常画像 (または切り出し) の数。多くの検出器はそれぞれの擬似異常も見ます。対照学習では、どちらも 2 つのビューになります。',
  },
  seed: {
    en: 'Every random draw comes from this number: the same seed gives the same pictures.',
    ja: '全ての乱数はこの数から決まります。同じシードからは同じ画像ができます。',
  },
};
