/** Words of the overview. */
import type { Outcome } from '../../state/evaluation/test-wall.ts';
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const overviewText = {
  lead: {
    en: 'Learn what is normal by making your own defects. Move a slider, and everything after it follows.',
    ja: '欠陥を自分で作って、正常とは何かを学びます。スライダーを動かすと、その先がすべて変わります。',
  },
  play: { en: 'Train for real', ja: '本番の学習へ' },
  playHint: {
    en: 'Opens Train with the contrastive network; on a GPU it starts at once.',
    ja: '対照学習のネットワークで「学習」を開きます。GPU があればすぐ始まります。',
  },
  images: { en: 'Images', ja: '画像' },
  ownImages: { en: 'My images …', ja: '自分の画像…' },
  lessons: { en: 'Lessons', ja: 'レッスン' },
  detail: { en: 'In detail', ja: '詳しく' },
  make: { en: 'Make a defect', ja: '欠陥を作る' },
  gate: { en: 'Gate', ja: '選別' },
  learn: { en: 'Learn', ja: '学ぶ' },
  test: { en: 'Find real defects', ja: '本物の欠陥を見つける' },
  knobs: { en: 'Settings of the pseudo-anomaly', ja: '擬似異常の設定' },
  colour: { en: 'Colour', ja: '色' },
  gateThreshold: { en: 'SSIM T', ja: 'SSIM の T' },
  pauseMotion: { en: 'Hold still', ja: '止める' },
  playMotion: { en: 'Play slowly', ja: 'ゆっくり再生' },
  nextStep: { en: 'Next step', ja: '次のステップ' },
  another: { en: 'Another', ja: '別の例' },
  stepImage: { en: 'normal', ja: '正常' },
  stepCut: { en: 'cut', ja: '切り取り' },
  stepTurn: { en: 'turned', ja: '回転' },
  stepShift: { en: 'shifted', ja: '移動' },
  stepColour: { en: 'recoloured', ja: '色を変更' },
  stepPaste: { en: 'pasted', ja: '貼り付け' },
  stepResult: { en: 'result', ja: '結果' },
  noPatch: {
    en: 'Nothing is cut with this generator: its steps are shown.',
    ja: 'この生成方法ではパッチを切り出しません。手順を順に示します。',
  },
  notOfUse: {
    en: 'Greyed settings are of no use with the generator that was chosen in Tune.',
    ja: '灰色の設定は、「調整」で選んだ生成方法では使いません。',
  },
  gateOff: {
    en: 'The gate is off: every candidate is used.',
    ja: '選別はオフです。すべての候補をそのまま使います。',
  },
  candidates: { en: 'Other candidates', ja: 'ほかの候補' },
  plane: {
    en: 'Each small picture is a patch. Its distance from the middle is its angle to the mean of the normal ones.',
    ja: '小さな画像はパッチです。中心からの距離は、正常なパッチの平均との角度です。',
  },
  planeWaiting: {
    en: 'Here normal patches gather in the middle, and pseudo-anomalies are pushed away, as the network learns.',
    ja: '学習が進むと、ここで正常なパッチが中心に集まり、擬似異常が外へ押し出されます。',
  },
  normalPatch: { en: 'normal patch', ja: '正常なパッチ' },
  changedPatch: { en: 'the same place, changed', ja: '同じ場所を変えたもの' },
  replay: { en: 'Replay', ja: 'もう一度再生' },
  learningStep: { en: 'Step of learning', ja: '学習のステップ' },
  threshold: { en: 'Threshold', ja: 'しきい値' },
  scoresWaiting: {
    en: 'Test images line up here by their score, as they are judged.',
    ja: '採点が進むにつれて、テスト画像がスコア順にここに並びます。',
  },
  crowdNormal: { en: 'normal', ja: '正常' },
  crowdDefective: { en: 'defective', ja: '欠陥' },
  chance: { en: 'Guessing gives 0.5.', ja: '当てずっぽうなら 0.5 です。' },
  honest: {
    en: 'A small, fast detector, trained again for each setting. Choosing a setting by this curve is tuning on the test set.',
    ja: '設定ごとに学習し直す、小さく速い検出器です。この曲線で設定を選ぶと、テストデータに合わせた調整になります。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Under a heat map. */
export const outcomeMarks: Readonly<Record<Outcome, Text>> = {
  found: { en: '✓ found', ja: '✓ 検出' },
  missed: { en: '✕ missed', ja: '✕ 見逃し' },
  'false-alarm': { en: '✕ false alarm', ja: '✕ 誤報' },
  passed: { en: '✓ passed', ja: '✓ 合格' },
};

export const overviewSentences = {
  detailOf: sentence(
    (part: string) => `In detail: ${part}`,
    (part) => `詳しく: ${part}`,
  ),
  upTo: sentence(
    (value: string) => `up to ${value}`,
    (value) => `最大 ${value}`,
  ),
  turned: sentence(
    (degrees: string) => `turned ${degrees}`,
    (degrees) => `回転 ${degrees}`,
  ),
  shifted: sentence(
    (pixels: string) => `shifted ${pixels} px`,
    (pixels) => `移動 ${pixels} px`,
  ),
  motion: sentence(
    (dataset: string, step: string) => `A patch of a normal image of ${dataset}: ${step}`,
    (dataset, step) => `${dataset}の正常画像のパッチ: ${step}`,
  ),
  different: sentence(
    (ssim: string, threshold: string) =>
      `SSIM ${ssim} is below T ${threshold}: different enough to learn from.`,
    (ssim, threshold) => `SSIM ${ssim} は T ${threshold} 未満。学習に使えるほど違います。`,
  ),
  alike: sentence(
    (ssim: string, threshold: string) => `SSIM ${ssim} is not below T ${threshold}: too like the original.`,
    (ssim, threshold) => `SSIM ${ssim} は T ${threshold} 以上。元の画像に近すぎます。`,
  ),
  gateSummary: sentence(
    (kept: number, draws: number, threshold: string) =>
      `${kept} of ${draws} candidates lie below T ${threshold}`,
    (kept, draws, threshold) => `${draws} 個の候補のうち ${kept} 個が T ${threshold} 未満`,
  ),
  kept: sentence(
    (kept: number, draws: number) => `${kept} of ${draws} kept`,
    (kept, draws) => `${draws} 個中 ${kept} 個を採用`,
  ),
  planeSummary: sentence(
    (normals: string, pseudo: string, step: number, total: number) =>
      `After ${step} of ${total} steps: normal patches lie ${normals} from their mean, changed ones ${pseudo}.`,
    (normals, pseudo, step, total) =>
      `${total} ステップ中 ${step}: 平均からの角度は、正常なパッチが ${normals}、変えたパッチが ${pseudo}。`,
  ),
  crowdSummary: sentence(
    (found: number, defective: number, alarms: number, normal: number) =>
      `Finds ${found} of ${defective} defects, with ${alarms} false ${alarms === 1 ? 'alarm' : 'alarms'} in ${normal} normal images.`,
    (found, defective, alarms, normal) =>
      `欠陥 ${defective} 枚中 ${found} 枚を検出。正常 ${normal} 枚のうち誤報は ${alarms} 枚。`,
  ),
  better: sentence(
    (change: string) => `${change} against the setting before`,
    (change) => `1 つ前の設定から ${change}`,
  ),
} as const;
