/** Words of Live, which come with its panel. */
import type { LivePhase } from '../../core/run/live.ts';
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const liveText = {
  result: { en: 'Live result', ja: 'ライブの結果' },
  testArea: { en: 'AUROC, test images', ja: 'AUROC (テスト画像)' },
  heldOutArea: { en: 'AUROC, held-out pseudo-anomalies', ja: 'AUROC (ホールドアウトの擬似異常)' },
  current: { en: 'these knobs', ja: '今の設定' },
  before: { en: 'the setting before', ja: '1 つ前の設定' },
  maps: { en: 'Heat maps', ja: 'ヒートマップ' },
  trail: { en: 'Settings tried', ja: '試した設定' },
  firstSetting: { en: 'the first setting', ja: '最初の設定' },
  sameScale: {
    en: 'One colour scale for all six; yellow is anomalous. A white line is the true defect.',
    ja: '6 枚とも同じ色の目盛で、黄色ほど異常です。白い線は実際の欠陥です。',
  },
  testWarning: {
    en: 'Labels of test images are shown here and never used. But to pick a setting by this curve is to tune on the test set: what it then shows is no longer a test.',
    ja: 'テスト画像のラベルは表示するだけで、学習には使いません。ただし、この曲線を見て設定を選ぶと、テストデータに合わせて調整したことになり、もうテストとは言えません。',
  },
  honest: {
    en: 'Choose by the held-out pseudo-anomalies, which need no label: normal images that nothing was learnt from, against pseudo-anomalies of them. Four generators make these at their default settings, the same for each setting of yours. It is a guide: real defects may look otherwise.',
    ja: '設定は、ラベルの要らない「ホールドアウトの擬似異常」の AUROC で選んでください。学習に使わなかった正常画像と、その擬似異常を比べます。擬似異常は 4 種の生成方法で既定の設定のまま作り、どの設定でも同じものを使います。実際の欠陥とは見え方が違うこともあるので、目安です。',
  },
  noTests: {
    en: 'There are no test images: the maps are of pseudo-anomalies of held-out normal images, and there is no ROC curve.',
    ja: 'テスト画像がありません。ヒートマップはホールドアウトの正常画像の擬似異常のもので、ROC 曲線はありません。',
  },
  noHeldOut: {
    en: 'No pseudo-anomaly of a held-out image could be made.',
    ja: 'ホールドアウト画像から擬似異常を作れませんでした。',
  },
  waiting: {
    en: 'Waits until other work is done: opening images, training or evaluating.',
    ja: 'ほかの処理 (画像の読み込み、学習、評価) が終わるのを待っています。',
  },
  noImages: { en: 'Open images first.', ja: '先に画像を開いてください。' },
  reduced: { en: 'What is reduced', ja: '省いているもの' },
} as const satisfies Readonly<Record<string, Text>>;

export const livePhases: Readonly<Record<LivePhase, Text>> = {
  features: { en: 'Looking at normal images (once)', ja: '正常画像を見ています (初回のみ)' },
  bank: { en: 'Choosing normal patches (once)', ja: '正常なパッチを選んでいます (初回のみ)' },
  pseudo: { en: 'Drawing pseudo-anomalies', ja: '擬似異常を作っています' },
  head: { en: 'Learning', ja: '学習しています' },
  'held-out': { en: 'Looking at held-out images (once)', ja: 'ホールドアウト画像を見ています (初回のみ)' },
  tests: { en: 'Scoring test images', ja: 'テスト画像を採点しています' },
};

export const liveSentences = {
  progress: sentence(
    (phase: string, done: number, total: number) => `${phase}: ${done} of ${total}`,
    (phase, done, total) => `${phase}: ${total} 中 ${done}`,
  ),
  answered: sentence(
    (time: string) => `Answered in ${time}.`,
    (time) => `${time}で答えました。`,
  ),
  heldOut: sentence(
    (normals: number, pseudo: number) => `${normals} normal images, ${pseudo} pseudo-anomalies`,
    (normals, pseudo) => `正常 ${normals} 枚、擬似異常 ${pseudo} 枚`,
  ),
  reduced: sentence(
    (normals: string, pseudo: number, tests: string) =>
      `The detector is local contrast, whichever one is chosen, with less of everything: ${normals} normal images, ${pseudo} pseudo-anomalies, fewer steps, a smaller bank, ${tests} test images. Evaluate runs it in full; its numbers differ.`,
    (normals, pseudo, tests) =>
      `選択中の検出器に関わらず、局所コントラストを小さくして使います。正常画像 ${normals} 枚、擬似異常 ${pseudo} 枚、少ないステップ、小さなバンク、テスト画像 ${tests} 枚です。「評価」では省かずに実行するため、数値は変わります。`,
  ),
  ofAll: sentence(
    (used: number, total: number) => (used === total ? String(used) : `${used} of ${total}`),
    (used, total) => (used === total ? String(used) : `${total} 枚中 ${used}`),
  ),
  noneKept: sentence(
    (asked: number) =>
      `The gate kept none of the candidates for ${asked} pseudo-anomalies: the bank of normal patches scores alone. Raise T, or change patches more.`,
    (asked) =>
      `擬似異常 ${asked} 枚分の候補が全て不採用でした。正常なパッチのバンクだけで採点しています。T を上げるか、変化を大きくしてください。`,
  ),
  noneSeen: sentence(
    (unseen: number, rejected: number) =>
      `The pseudo-anomalies are too small or too faint: ${unseen} changed no place of the feature map (8 x 8 px of 256) enough${rejected === 0 ? '' : `, and the gate kept none for ${rejected}`}. The bank of normal patches scores alone. Draw larger patches, or change them more.`,
    (unseen, rejected) =>
      `擬似異常が小さすぎるか薄すぎます。特徴マップの 1 か所 (256 px のうち 8 x 8 px) を十分に変えたものがありません (${unseen} 枚${rejected === 0 ? '' : `、ほかに不採用 ${rejected} 枚`})。正常なパッチのバンクだけで採点しています。パッチを大きくするか、変化を大きくしてください。`,
  ),
  fewNormals: sentence(
    (got: number, wanted: number) =>
      `Live needs ${wanted} normal images or more, as some are held out; there ${got === 1 ? 'is' : 'are'} ${got}. Open more images, or use Evaluate, which works with one.`,
    (got, wanted) =>
      `一部を取り置くため、ライブには正常画像が ${wanted} 枚以上必要です (今は ${got} 枚)。画像を増やすか、1 枚でも使える「評価」を使ってください。`,
  ),
  noBackbone: sentence(
    (detail: string) =>
      `Live needs the pretrained backbone, which cannot be used (${detail}). Reload the page. All else works.`,
    (detail) =>
      `ライブに必要な学習済みバックボーンを使えません (${detail})。ページを再読み込みしてください。ほかの機能は使えます。`,
  ),
  setting: sentence(
    (number: number, test: string, heldOut: string, changes: string) =>
      `Setting ${number}: ${test === '' ? '' : `AUROC ${test}, `}held-out ${heldOut}; ${changes}`,
    (number, test, heldOut, changes) =>
      `設定 ${number}: ${test === '' ? '' : `AUROC ${test}、`}ホールドアウト ${heldOut}。${changes}`,
  ),
} as const;
