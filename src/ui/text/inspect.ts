/** Words of Inspect: the promise, the verdicts, the review. */
import type { Drift, Difference } from '../../core/inspect/unlikeness.ts';
import type { DetectorFileProblem } from '../../core/inspect/passport.ts';
import type { Verdict } from '../../core/inspect/verdict.ts';
import type { CalibrationBasis } from '../../core/inspect/calibration.ts';
import type { Text } from '../../core/text.ts';
import type { InspectProblem } from '../../state/inspect/inspect-stage.ts';
import { runProblemText } from './problems.ts';
import { sentence } from './sentence.ts';
import { tilesRefusalText } from './tiles.ts';

export const inspectText = {
  intro: {
    en: 'The detector judges photos about which nothing is known, one after another. Only scores, thumbnails and maps are kept.',
    ja: '正常か異常か分からない写真を、検出器が 1 枚ずつ判定します。残るのはスコア、縮小画像、ヒートマップだけです。',
  },
  chooseImages: { en: 'Choose images', ja: '画像を選ぶ' },
  chooseImageFolder: { en: 'Choose a folder of images', ja: '画像のフォルダを選ぶ' },
  dropHere: {
    en: 'While this stage is open, images, folders and archives that are dropped or pasted are judged too.',
    ja: 'この画面では、ドロップや貼り付けした画像・フォルダ・アーカイブも判定します。',
  },
  notTrained: {
    en: 'This detector has to be trained before it can judge images. PatchCore and local contrast need no training: choose one above.',
    ja: 'この検出器は、学習するまで判定できません。学習の要らない PatchCore や局所コントラストを上で選ぶこともできます。',
  },
  clear: { en: 'Clear', ja: '結果を消す' },
  saveCsv: { en: 'Save CSV', ja: 'CSV を保存' },
  saveDetector: { en: 'Save detector', ja: '検出器を保存' },
  savePage: { en: 'Save detector.html', ja: 'detector.html を保存' },
  saveScript: { en: 'Save detector.py', ja: 'detector.py を保存' },
  openDetector: { en: 'Open detector', ja: '検出器を開く' },
  closeDetector: { en: 'Back to the detector of this page', ja: 'このページの検出器に戻る' },
  fileNote: {
    en: '“Save detector” writes one ONNX file: photo in, score, map and verdict out. It opens here again, in detector.html, a page that works from a disk without a network, and in detector.py, with onnxruntime. Up to eight normal images lie in it, 64 px small, so that it can check itself.',
    ja: '「検出器を保存」は ONNX ファイルを 1 つ書き出します。写真を入れると、スコア・ヒートマップ・判定が出ます。ここでまた開けるほか、ネットワークなしでディスクから開ける detector.html や、onnxruntime を使う detector.py でも動きます。自己検査のため、64 px に縮めた正常画像が最大 8 枚入ります。',
  },
  saveReport: { en: 'Save report', ja: 'レポートを保存' },
  limits: { en: 'Where good ends', ja: '良品の限度' },
  verdicts: { en: 'Verdicts', ja: '判定' },
  thisIsNormal: { en: 'This is normal', ja: 'これは正常' },
  thisIsDefect: { en: 'This is a defect', ja: 'これは欠陥' },
  back: { en: 'Back', ja: '前へ' },
  next: { en: 'Next', ja: '次へ' },
  showMore: { en: 'Show more', ja: 'さらに表示' },
  none: { en: 'No image has this verdict.', ja: 'この判定の画像はありません。' },
  keys: {
    en: 'Keys: arrows move; G marks as normal and goes on, B as a defect; Backspace takes the mark away.',
    ja: 'キー操作: 矢印で移動、G で「正常」・B で「欠陥」の印を付けて次へ、Backspace で印を消す。',
  },
  heatMaps: { en: 'Heat maps', ja: 'ヒートマップ' },
  reviewedNormal: { en: 'marked normal', ja: '正常の印' },
  reviewedDefect: { en: 'marked as a defect', ja: '欠陥の印' },
  unread: { en: 'Files that could not be judged', ja: '判定できなかったファイル' },
  driftNote: {
    en: 'The promise holds for images like the normals. These are not:',
    ja: '約束が成り立つのは、正常画像に似た画像だけです。今回の画像には次の違いがあります。',
  },
  badNote: {
    en: '“Bad” begins where 1 in 1,000 normal images would lie if their scores fell off as an exponential does. That is extrapolated, not promised.',
    ja: '「不良」の限度は、正常画像のスコアの裾が指数分布だと仮定して 1,000 枚に 1 枚が超える値です。これは外挿であり、約束ではありません。',
  },
  mapLegendShort: {
    en: 'dark: like the normals, bright: unlike them',
    ja: '暗い: 正常に近い、明るい: 正常から遠い',
  },
  nothingYet: { en: 'Verdicts appear here, the worst first.', ja: '判定が、悪い順にここへ並びます。' },
} as const satisfies Readonly<Record<string, Text>>;

export const verdictText: Readonly<Record<Verdict, Text>> = {
  good: { en: 'good', ja: '良' },
  look: { en: 'look', ja: '要確認' },
  bad: { en: 'bad', ja: '不良' },
};

export const differenceText: Readonly<Record<Difference, Text>> = {
  'other-shape': { en: 'another shape than the normals', ja: '正常画像と縦横比が違う' },
  colour: { en: 'colour, which no normal has', ja: '正常画像にない色がある' },
  'no-colour': { en: 'no colour, which all normals have', ja: '正常画像にある色がない' },
};

const percent = (share: number) => `${Number((100 * share).toFixed(share < 0.01 ? 2 : 1))} %`;
const images = (count: number) => `${count} image${count === 1 ? '' : 's'}`;

const basisText: Readonly<Record<CalibrationBasis, (count: number, fitted: number) => Text>> = {
  validation: (count, fitted) => ({
    en: `It rests on the ${images(count)} of validation/good; the detector was fitted on ${fitted} training images.`,
    ja: `validation/good の ${count} 枚に基づきます。検出器の基準は学習画像 ${fitted} 枚です。`,
  }),
  'held-out': (count, fitted) => ({
    en: `It rests on ${images(count)} that training held out; the detector was fitted on ${fitted} others.`,
    ja: `学習に使わなかった正常画像 ${count} 枚に基づきます。検出器の基準は他の ${fitted} 枚です。`,
  }),
  share: (count, fitted) => ({
    en: `It rests on ${count} of the ${count + fitted} normal images, drawn by the seed; the detector was fitted on the other ${fitted}.`,
    ja: `正常画像 ${count + fitted} 枚のうち、シードで選んだ ${count} 枚に基づきます。検出器の基準は残りの ${fitted} 枚です。`,
  }),
  folds: (count, fitted) => ({
    en: `It rests on ${images(count)}, each scored by a detector that was fitted without it, since too few could be kept apart; the one that judges is fitted on ${fitted}. That is weaker than images kept apart: no proof covers it, though simulations keep to it. Images in validation/good turn it into a promise.`,
    ja: `取り分けるには枚数が少ないため、正常画像 ${count} 枚をそれぞれ、その画像を除いて作った検出器で採点した値に基づきます。判定する検出器の基準は ${fitted} 枚です。取り分けた画像より根拠が弱く、証明はありません (シミュレーションでは守られます)。validation/good に画像を置けば約束になります。`,
  }),
};

export const inspectSentences = {
  basis: (basis: CalibrationBasis, count: number, fitted: number): Text => basisText[basis](count, fitted),
  openedFile: sentence(
    (name: string) => `${name} judges, not the detector chosen above.`,
    (name) => `上で選んだ検出器ではなく、${name} が判定します。`,
  ),
  selfCheck: sentence(
    (share: string) =>
      `It gives its own images the scores that it was saved with (largest difference ${share}).`,
    (share) => `自己検査: 保存時と同じスコアになりました (差は最大 ${share})。`,
  ),
  selfCheckFailed: sentence(
    (share: string) =>
      `It gives its own images other scores here than it was saved with: they differ by up to ${share}. Do not trust its verdicts; save it again with this version.`,
    (share) =>
      `自己検査に失敗しました。保存時とスコアが最大 ${share} 違います。判定を信用せず、この版で保存し直してください。`,
  ),
  pageNotFetched: sentence(
    (came: string) =>
      `detector.html could not be fetched (${came}). Connect to the network once, or reload this page, then press again.`,
    (came) =>
      `detector.html を取得できませんでした (${came})。ネットワークに接続するか、このページを再読み込みしてから、もう一度押してください。`,
  ),
  limitValues: sentence(
    (look: string, bad: string) => `Look at it from a score of ${look}, bad from ${bad}.`,
    (look, bad) => `スコア ${look} 以上は要確認、${bad} 以上は不良です。`,
  ),
  detector: sentence(
    (detector: string, dataset: string) => `${detector}, fitted on normal images of ${dataset}.`,
    (detector, dataset) => `検出器は ${detector} (${dataset} の正常画像が基準) です。`,
  ),
  counts: sentence(
    (bad: number, look: number, good: number) => `${bad} bad · ${look} to look at · ${good} good`,
    (bad, look, good) => `不良 ${bad} · 要確認 ${look} · 良 ${good}`,
  ),
  reviewed: sentence(
    (reviewed: number, falseAlarms: number, misses: number) =>
      `${reviewed} reviewed: ${falseAlarms} false alarms, ${misses} missed defects.`,
    (reviewed, falseAlarms, misses) =>
      `確認済み ${reviewed} 枚: 誤報 ${falseAlarms} 枚、見逃し ${misses} 枚。`,
  ),
  unlike: sentence(
    (count: number, what: string) => `${images(count)}: ${what}.`,
    (count, what) => `${count} 枚: ${what}。`,
  ),
  moreUnread: sentence(
    (count: number) => `… and ${count} more; the CSV lists them all.`,
    (count) => `… 他 ${count} 件。CSV には全て載っています。`,
  ),
  shown: sentence(
    (shown: number, of: number) => `${shown} of ${of} shown`,
    (shown, of) => `${of} 枚中 ${shown} 枚を表示`,
  ),
} as const;

const grey = (value: number) => String(Math.round(value));
const fine = (value: number) => value.toPrecision(3);

/** How the new images as a whole differ. */
export function driftText(drift: Drift): Text {
  switch (drift.kind) {
    case 'darker':
    case 'brighter':
      return {
        en: `They are ${drift.kind}: their middle grey is ${grey(drift.now)}, that of the normals ${grey(drift.normal)}. Was the light or the exposure changed?`,
        ja: `全体に${drift.kind === 'darker' ? '暗い' : '明るい'}画像です (明るさの中央値 ${grey(drift.now)}、正常画像は ${grey(drift.normal)})。照明や露出が変わっていませんか。`,
      };
    case 'flatter':
    case 'starker':
      return {
        en: `Their contrast is ${drift.kind === 'flatter' ? 'lower' : 'higher'}: ${fine(drift.now)} against ${fine(drift.normal)}. Was the light or the background changed?`,
        ja: `コントラストが${drift.kind === 'flatter' ? '低い' : '高い'}画像です (${fine(drift.now)}、正常画像は ${fine(drift.normal)})。照明や背景が変わっていませんか。`,
      };
    case 'blurred':
    case 'sharper':
      return {
        en: `They are ${drift.kind}: a sharpness of ${fine(drift.now)} against ${fine(drift.normal)}. Was the focus, the distance or the file format changed?`,
        ja: `${drift.kind === 'blurred' ? 'ぼけた' : '鮮鋭な'}画像です (鮮鋭度 ${fine(drift.now)}、正常画像は ${fine(drift.normal)})。ピント、距離、保存形式が変わっていませんか。`,
      };
    case 'scores':
      return {
        en: `${percent(drift.share)} of them score above every normal image that was held out. Either most are defective, or the part or the camera is another one.`,
        ja: `${percent(drift.share)} が、取り分けた正常画像の最高スコアを超えています。大半が不良であるか、対象や撮影条件が違います。`,
      };
  }
}

function detectorFileText(name: string, problem: DetectorFileProblem): Text {
  switch (problem.kind) {
    case 'no-detector':
      return {
        en: `${name} is no detector that Kizu saved: expected an ONNX file made by “Save detector”. Weights of a network are opened in Train.`,
        ja: `${name} は Kizu の検出器ではありません。「検出器を保存」で作った ONNX ファイルを選んでください。ネットワークの重みは「学習」で開けます。`,
      };
    case 'other-version':
      return {
        en: `${name} is of version ${problem.came}; this page opens version ${problem.wanted}. Save it again with this version of Kizu.`,
        ja: `${name} は版 ${problem.came} です。このページで開けるのは版 ${problem.wanted} です。この版の Kizu で保存し直してください。`,
      };
    case 'unreadable': {
      const { where, came, wanted } = problem.misfit;
      return {
        en: `${name} is another kind of file than ONNX, or is cut off (in ${where} came ${came}, expected ${wanted}). Choose a file made by “Save detector”, or copy it again.`,
        ja: `${name} は ONNX ファイルではないか、途中で切れています (${where}: ${came}、期待: ${wanted})。「検出器を保存」で作ったファイルを選ぶか、もう一度コピーしてください。`,
      };
    }
    case 'misfit': {
      const { where, came, wanted } = problem.misfit;
      return {
        en: `${name} cannot be opened: in ${where} came ${came}, expected ${wanted}. Somebody changed it after it was saved; save it again.`,
        ja: `${name} を開けません。${where}: ${came} (期待: ${wanted})。保存後に変更されています。もう一度保存してください。`,
      };
    }
  }
}

const notSavedText: Readonly<Record<Extract<InspectProblem, { readonly kind: 'not-saved' }>['why'], Text>> = {
  'own-network': {
    en: 'This detector cannot be saved as one file: how it judges is not written as ONNX. PatchCore and local contrast on the included backbone MobileNetV2 can be, and so can the contrastive detector, CutPaste, SSD, and Deep SVDD on images: choose one of them.',
    ja: 'この検出器は、判定の計算を ONNX に書けないため 1 つのファイルに保存できません。保存できるのは、付属のバックボーン MobileNetV2 を使う PatchCore と局所コントラスト、対照学習、CutPaste、SSD、画像を見る Deep SVDD です。どれかを選んでください。',
  },
  'other-score': {
    en: 'This score of the detector cannot be saved as one file. Choose another one: Nearest normals, Normal mean or one of Mahalanobis; for CutPaste, one density for all places.',
    ja: 'この検出器の今のスコアは 1 つのファイルに保存できません。「最近傍の正常」「正常の平均」「マハラノビス距離」のどれか (CutPaste では全位置で 1 つの密度) を選んでください。',
  },
  'several-views': {
    en: 'The score is a mean over several views of an image, which a file does not draw. Set “Views of a test image” to 1, then save the detector.',
    ja: 'スコアが、ビューを変えた複数の画像の平均になっています。ファイルの検出器はビューを変えられません。「テスト画像のビューの数」を 1 にしてから保存してください。',
  },
  'no-threshold': {
    en: 'There is no normal image that the detector was not fitted on, so it has no threshold to save. Open at least three normal images.',
    ja: '検出器の基準に使っていない正常画像がないため、保存するしきい値がありません。正常画像を 3 枚以上開いてください。',
  },
  corrected: {
    en: 'A corrected local-contrast detector cannot be saved as a file yet. Undo the corrections, or choose PatchCore, whose file holds them.',
    ja: '修正した局所コントラストの検出器は、まだファイルに保存できません。修正を元に戻すか、修正も保存できる PatchCore を選んでください。',
  },
  tiles: {
    en: 'A file judges a photo as a whole, not in tiles. Turn the tiles off, then save the detector.',
    ja: 'ファイルの検出器は写真をタイルに分けずに判定します。タイルでの判定をやめてから保存してください。',
  },
  equalised: {
    en: 'The images were brought to one median grey, which a file cannot do for new ones. Turn that off in Data, then save the detector.',
    ja: '画像の明るさが揃えられています。ファイルの検出器は新しい画像の明るさを揃えられません。「データ」で元に戻してから保存してください。',
  },
};

export function inspectProblemText(problem: InspectProblem): Text {
  if (problem.kind === 'detector-file') return detectorFileText(problem.name, problem.problem);
  if (problem.kind === 'not-saved') return notSavedText[problem.why];
  if (problem.kind === 'tiles') return tilesRefusalText[problem.why];
  if (problem.kind === 'nothing-held-out')
    return {
      en: 'The detector has learnt from every normal image, so that none is left to set a threshold on. Set “Held-out images” above 0 and train again, open at least three normal images, or put some into validation/good.',
      ja: '全ての正常画像を学習に使っているため、しきい値を決める画像がありません。「学習に使わない画像」を 0 より大きくして学習し直すか、正常画像を 3 枚以上開くか、validation/good に置いてください。',
    };
  if (problem.kind === 'detector-changed')
    return {
      en: 'The detector or the open images changed meanwhile. Choose the images again to judge them with the current one.',
      ja: '途中で検出器または開いている画像が変わりました。今の検出器で判定するには、画像を選び直してください。',
    };
  if (problem.kind === 'device-lost')
    return {
      en: `The GPU was lost twice (${problem.reason}). What was judged is kept; choose the other images again.`,
      ja: `GPU が続けて失われました (${problem.reason})。判定済みの結果は残っています。残りの画像を選び直してください。`,
    };
  return runProblemText(problem, 'evaluation');
}
