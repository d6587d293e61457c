/** Words of the feedback loop in Inspect. */
import type { HowCorrected } from '../../core/inspect/correction.ts';
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const correctionText = {
  title: { en: 'Corrections', ja: '修正' },
  learn: { en: 'False alarms correct the detector', ja: '誤報の印で検出器を修正する' },
  list: { en: 'Known as normal now', ja: '正常として覚えた画像' },
  undo: { en: 'Undo', ja: '元に戻す' },
  working: { en: 'Working out what that changes …', ja: '変化を調べています…' },
  effect: { en: 'What the corrections changed', ja: '修正による変化' },
  figure: { en: 'Figure', ja: '項目' },
  before: { en: 'Before', ja: '修正前' },
  after: { en: 'After', ja: '修正後' },
  look: { en: 'Score to look at', ja: '要確認のスコア' },
  auroc: { en: 'AUROC of these', ja: 'これらの AUROC' },
  harmful: {
    en: 'The corrections do harm: defects are found worse than before. Undo the last one, or mark fewer images as normal.',
    ja: '修正が悪い影響を与えています。欠陥の見つかり方が悪くなりました。最後の修正を元に戻すか、「正常」の印を減らしてください。',
  },
  defects: { en: 'Confirmed defects', ja: '確認した欠陥' },
  defectsNote: {
    en: '“This is a defect” keeps an image here as a labelled test image: the numbers below count it. Name its class as a folder of test images would be named.',
    ja: '「これは欠陥」の印を付けた画像は、ラベル付きのテスト画像としてここに残り、下の数値に加わります。種類には、テスト画像のフォルダに付けるような名前を入れてください。',
  },
  learnDefects: { en: 'The detector learns from confirmed defects', ja: '確認した欠陥から学ぶ' },
  learnDefectsNote: {
    en: 'It then no longer tests itself on them: the numbers below are of the other images.',
    ja: '学んだ画像は検証に使いません。下の数値は他の画像のものです。',
  },
  cannotLearn: {
    en: 'This detector knows normal images alone and cannot learn from defects. Local contrast takes patches of them for LocalAug and their places as negatives, SSD takes them as known anomalies.',
    ja: 'この検出器は正常画像だけを使うため、欠陥からは学べません。局所コントラストは欠陥の切れ端を LocalAug のパッチと負例に、SSD は既知の異常に使えます。',
  },
  classOfDefect: { en: 'Class', ja: '種類' },
  noClass: {
    en: 'Expected the name of a folder: not empty, without / or \\, and not “good”.',
    ja: 'フォルダ名にできる名前を入れてください (空欄、/、\\、「good」は使えません)。',
  },
  addTests: { en: 'Add to the images in use', ja: '使用中の画像に加える' },
  addingTests: { en: 'Adding …', ja: '加えています…' },
  addTestsNote: {
    en: 'Evaluate then tests with them. They make a dataset of its own on this device; the one before stays beside it. A network that was trained has to be trained again.',
    ja: '評価のテスト画像になります。加えた後の画像は、この端末に別のデータとして保存され、元のデータも残ります。学習済みのネットワークは学習し直しが必要です。',
  },
  addTestsNever: {
    en: 'The images in use are in memory alone, so these cannot be added to them. Save these as a file instead.',
    ja: '使用中の画像は端末に保存されていないため、加えられません。下のボタンでファイルに保存してください。',
  },
  saveTests: { en: 'Save as test images', ja: 'テスト画像として保存' },
  saveTestsNote: {
    en: 'The zip holds a folder “test”: put it beside the folder “train” of your images to evaluate with it.',
    ja: 'zip には「test」フォルダが入ります。画像の「train」フォルダと並べて置くと評価に使えます。',
  },
  pseudoNote: {
    en: 'Pseudo-anomalies stand in for defects, as no defective test image is open. They are drawn from normal images that set the limit.',
    ja: '欠陥のあるテスト画像がないため、限度を決める正常画像から作った擬似異常で確かめています。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const howCorrectedText: Readonly<Record<HowCorrected, Text>> = {
  'at-once': {
    en: '“This is normal” on a false alarm adds its places to those that the detector knows as normal. Limits and all scores follow, and each correction can be undone.',
    ja: '誤報に「これは正常」の印を付けると、その画像の各位置が正常な位置に加わります。限度と全てのスコアが計算し直され、1 つずつ元に戻せます。',
  },
  'fitted-again': {
    en: '“This is normal” on a false alarm fits the detector again with that image among the normal ones; its network stays as it was trained. Limits and all scores follow, and each correction can be undone.',
    ja: '誤報に「これは正常」の印を付けると、その画像を正常画像に加えて検出器の基準を作り直します (ネットワークは学習したままです)。限度と全てのスコアが計算し直され、1 つずつ元に戻せます。',
  },
  never: {
    en: 'This detector knows normal images by its training alone: marks are kept, and change nothing. Put the image among the normal ones in Data and train again, or choose PatchCore or local contrast.',
    ja: 'この検出器は学習だけで正常画像を知るため、印を付けても判定は変わりません。「データ」でその画像を正常画像に加えて学習し直すか、PatchCore か局所コントラストを選んでください。',
  },
  'no-images': {
    en: 'A detector from a file comes without the normal images that set its limit: marks are kept, and change nothing. Go back to the detector of this page to correct it.',
    ja: 'ファイルの検出器には、限度を決めた正常画像がありません。印を付けても判定は変わりません。修正するには、このページの検出器に戻ってください。',
  },
  tiles: {
    en: 'Of a photo that is judged in tiles no pixels are kept: marks are kept, and change nothing. Add the photo to the normal ones and choose them again.',
    ja: 'タイルで判定した写真の画素は残さないため、印を付けても判定は変わりません。その写真を正常な写真に加えて選び直してください。',
  },
};

const images = (count: number) => `${count} image${count === 1 ? '' : 's'}`;

export const correctionSentences = {
  undoDefect: sentence(
    (name: string) => `Undo: ${name} is no defect`,
    (name) => `元に戻す: ${name} を欠陥としない`,
  ),
  classOf: sentence(
    (name: string) => `Class of the defect in ${name}`,
    (name) => `${name} の欠陥の種類`,
  ),
  confirmed: sentence(
    (count: number) => `Found of ${count} confirmed ${count === 1 ? 'defect' : 'defects'}`,
    (count) => `確認した欠陥 ${count} 枚のうち見つけた数`,
  ),
  notSaved: sentence(
    (count: number) =>
      `${images(count)} could not be saved: they came from an archive or are not where they were. Choose them again as files.`,
    (count) =>
      `${count} 枚は保存できませんでした。アーカイブから来たか、元の場所にありません。ファイルとして選び直してください。`,
  ),
  added: sentence(
    (count: number) => `${images(count)} added to the test images.`,
    (count) => `テスト画像に ${count} 枚を加えました。`,
  ),
  notAdded: sentence(
    (count: number) => `${images(count)} left out: there already, or not readable. Data says which.`,
    (count) => `${count} 枚は既にあるか読めないため、加えていません。詳しくは「データ」に出ています。`,
  ),
  undoOf: sentence(
    (name: string) => `Undo: ${name} is not normal`,
    (name) => `元に戻す: ${name} を正常としない`,
  ),
  alarms: {
    test: sentence(
      (count: number) => `False alarms among ${count} normal test images`,
      (count) => `正常なテスト画像 ${count} 枚の誤報`,
    ),
    'held-out': sentence(
      (count: number) => `False alarms among ${count} normal images that set the limit`,
      (count) => `限度を決める正常画像 ${count} 枚の誤報`,
    ),
  },
  found: {
    test: sentence(
      (count: number) => `Found of ${count} defective test images`,
      (count) => `欠陥のあるテスト画像 ${count} 枚のうち見つけた数`,
    ),
    pseudo: sentence(
      (count: number) => `Found of ${count} pseudo-anomalies`,
      (count) => `擬似異常 ${count} 枚のうち見つけた数`,
    ),
  },
  leftOut: sentence(
    (count: number) =>
      `${images(count)} that set the limit, and now marked here, set it no more: the promise rests on normal images that the detector has not learnt from.`,
    (count) =>
      `限度を決める画像のうち ${count} 枚は、ここで印を付けた画像と同じなので除きました。約束は、検出器の基準に使っていない画像だけに基づきます。`,
  ),
  outdated: sentence(
    (count: number) =>
      `${images(count)} kept the score of before: they came from an archive and are no longer held. Choose the archive to judge them again.`,
    (count) =>
      `${count} 枚は修正前のスコアのままです。アーカイブの画像はもう残っていません。判定し直すには、アーカイブを選び直してください。`,
  ),
  lost: sentence(
    (count: number) =>
      `${images(count)} could not be taken in: they came from an archive and are no longer held. Choose the archive again.`,
    (count) =>
      `${count} 枚は取り込めませんでした。アーカイブの画像はもう残っていません。アーカイブを選び直してください。`,
  ),
} as const;
