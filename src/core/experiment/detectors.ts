/** The detectors there are: the options of the knob `detector`, and the words that each face begins with. */
import type { Text } from '../text.ts';

interface DetectorOption<Name extends string> {
  readonly value: Name;
  readonly label: Text;
  /** Its idea, in one sentence. */
  readonly meaning: Text;
  /** Whether it learns by steps, and so has the knobs of training. */
  readonly isTrained: boolean;
  /** The network it sees with: a ResNet18 of its own, the one that ships with the page, or as the knob `backbone` says. */
  readonly backbone: 'own' | 'included' | 'chosen';
}

function listed<const Name extends string>(options: readonly DetectorOption<Name>[]): typeof options {
  return options;
}

export const detectorOptions = listed([
  {
    value: 'contrastive',
    label: { en: 'Contrastive (the paper)', ja: '対照学習 (論文)' },
    meaning: {
      en: 'Trains a network that pulls views of normal images together and pushes pseudo-anomalies away; far from normal is anomalous.',
      ja: '正常画像のビューどうしを近づけ、擬似異常を遠ざけるネットワークを学習し、正常から遠いものを異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'local-contrast',
    isTrained: false,
    backbone: 'included',
    label: { en: 'Local contrast', ja: '局所コントラスト' },
    meaning: {
      en: 'Teaches two small layers on a pretrained network, in seconds, to tell places of normal images from places that a pseudo-anomaly changed, and adds PatchCore’s distance.',
      ja: '学習済みネットワークの上の小さな 2 層に、正常画像の位置と擬似異常で変化した位置の違いを数秒で学習させ、PatchCore の距離を加えます。',
    },
  },
  {
    value: 'patchcore',
    label: { en: 'PatchCore', ja: 'PatchCore' },
    meaning: {
      en: 'Keeps a small set of normal patches, as a network sees them; a patch far from all of them is anomalous. It needs no training.',
      ja: 'ネットワークから見た正常なパッチを少数だけ残し、そのどれからも遠いパッチを異常とします。学習は不要です。',
    },
    isTrained: false,
    backbone: 'chosen',
  },
  {
    value: 'deep-svdd',
    label: { en: 'Deep SVDD', ja: 'Deep SVDD' },
    meaning: {
      en: 'Trains a network that maps normal images into a small sphere; far from its centre is anomalous.',
      ja: '正常画像を小さな球の中に写すネットワークを学習し、中心から遠いものを異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'autoencoder',
    label: { en: 'Autoencoder', ja: 'オートエンコーダ' },
    meaning: {
      en: 'Trains a network that gives normal images back through a narrow code; what comes back wrong is anomalous.',
      ja: '正常画像を少ない数に圧縮して復元するネットワークを学習し、うまく復元できないところを異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'oc-svm',
    label: { en: 'One-class SVM', ja: '1 クラス SVM' },
    meaning: {
      en: 'Draws a boundary around the normal images, each a row of numbers that a pretrained network gives; outside it is anomalous. It says nothing of places.',
      ja: '学習済みネットワークが各画像に与える数の列の空間で、正常画像を囲む境界を引き、その外を異常とします。画像のどこが異常かは示しません。',
    },
    isTrained: false,
    backbone: 'included',
  },
  {
    value: 'vae',
    label: { en: 'VAE', ja: 'VAE' },
    meaning: {
      en: 'An autoencoder whose codes follow a normal distribution, so that it can draw samples; what is unlikely to come from it is anomalous.',
      ja: '符号が正規分布に従うオートエンコーダ。サンプルも生成でき、そこから生まれにくいものを異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'ssd',
    label: { en: 'SSD', ja: 'SSD' },
    meaning: {
      en: 'Trains a network to know strong views of one normal image among those of others; far from all clusters of normal images is anomalous.',
      ja: '同じ正常画像を強く変化させたビューどうしを、ほかの画像の中から見分けるネットワークを学習し、正常画像のどのクラスタからも遠いものを異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'cutpaste',
    label: { en: 'CutPaste', ja: 'CutPaste' },
    meaning: {
      en: 'Trains a network to tell normal images from two kinds of pasted ones; what lies far from the normal ones, as it then sees them, is anomalous.',
      ja: '正常画像と 2 種類の貼り付け画像を見分けるネットワークを学習し、その特徴で正常の分布から遠いものを異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'draem',
    label: { en: 'DRAEM', ja: 'DRAEM' },
    meaning: {
      en: 'Trains one network that repaints images as they should be, and another that marks what pseudo-anomalies changed; large marks are anomalous.',
      ja: '画像を正常な姿に描き直すネットワークと、擬似異常で変化した画素に印を付けるネットワークを学習し、大きく印が付いたものを異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'nsa',
    label: { en: 'NSA', ja: 'NSA' },
    meaning: {
      en: 'Trains a network that says of each pixel how much a pseudo-anomaly changed it; an image whose pixels seem changed is anomalous.',
      ja: '各画素が擬似異常でどれだけ変化したかを答えるネットワークを学習し、変化して見える画素が多い画像を異常とします。',
    },
    isTrained: true,
    backbone: 'own',
  },
  {
    value: 'vae-gan',
    label: { en: 'VAE-GAN', ja: 'VAE-GAN' },
    meaning: {
      en: 'A VAE judged by a discriminator: pictures must come back alike in what it sees, and pass for real.',
      ja: '識別器が評価する VAE。識別器から見て元と似ていて、本物に見える復元を学習します。',
    },
    isTrained: true,
    backbone: 'own',
  },
]);

export type DetectorName = (typeof detectorOptions)[number]['value'];

export function detectorOption(name: DetectorName): DetectorOption<DetectorName> {
  const option = detectorOptions.find(({ value }) => value === name);
  if (option === undefined) throw new Error(`expected a detector of the table, got ${name}`);
  return option;
}

/** Name, label and idea of a detector. */
export function detectorWords<Name extends DetectorName>(
  id: Name,
): { readonly id: Name; readonly label: Text; readonly idea: Text } {
  const { label, meaning } = detectorOption(id);
  return { id, label, idea: meaning };
}
