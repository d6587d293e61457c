/** Words of Learn; loaded with its drawer, so they stand outside of the page's first words. */
import type { Text } from '../../core/text.ts';

export const learnText = {
  lessons: { en: 'Lessons', ja: 'レッスン' },
  glossary: { en: 'Glossary', ja: '用語集' },
  paper: { en: 'Paper', ja: '論文' },
  teacher: { en: 'For teachers', ja: '先生向け' },
  sections: { en: 'Parts of Learn', ja: '学ぶの内容' },
  close: { en: 'Close', ja: '閉じる' },
  allLessons: { en: 'All lessons', ja: 'レッスン一覧' },
  again: { en: 'Start over', ja: '最初から' },
  showMe: { en: 'Show me', ja: '場所を示す' },
  skip: { en: 'Skip this step', ja: 'この手順を飛ばす' },
  finished: { en: 'Lesson finished.', ja: 'レッスンを終えました。' },
  next: { en: 'Next lesson', ja: '次のレッスン' },
  nowStep: { en: 'Now', ja: '今の手順' },
  doneStep: { en: 'Done', ja: '済み' },
  later: { en: 'Later', ja: 'この後' },
  goTo: { en: 'Go to', ja: '移動:' },
  unknownLesson: {
    en: 'The link names a lesson that this version does not have. Choose one here.',
    ja: 'リンクのレッスンは、この版にはありません。ここから選んでください。',
  },
  intro: {
    en: 'Eight short lessons. Each step is ticked when you have done it in the app, not when you have read it.',
    ja: '短いレッスンが 8 つあります。各手順は、読んだときではなく、アプリで実際に行ったときに済みになります。',
  },
  search: { en: 'Search the glossary', ja: '用語を探す' },
  noWords: { en: 'No such word.', ja: 'その言葉はありません。' },
  paperIntro: {
    en: 'Honda and Yamauchi’s paper beside the code: where each part lives, what tests it, and where Kizu departs from it and why.',
    ja: '本田・山内の論文とコードの対応です。各部がどこにあり、何で試験され、どこをなぜ変えたかを示します。',
  },
  code: { en: 'Code', ja: 'コード' },
  test: { en: 'Test', ja: 'テスト' },
  departure: { en: 'Departure', ja: '論文との違い' },
  teacherIntro: {
    en: 'Make a link that opens a lesson for a class, with only the settings that it needs.',
    ja: 'クラスのために、必要な設定だけでレッスンを開くリンクを作ります。',
  },
  lesson: { en: 'Lesson', ja: 'レッスン' },
  noLesson: { en: 'none', ja: 'なし' },
  otherKnobs: { en: 'All other settings are', ja: '他の設定は' },
  free: { en: 'free', ja: '自由' },
  locked: { en: 'shown, but locked', ja: '表示して固定' },
  hidden: { en: 'hidden', ja: '隠す' },
  keptFree: { en: 'Settings that stay free', ja: '自由に使える設定' },
  withSettings: {
    en: 'The link also carries the settings of now, as they stand in the address.',
    ja: 'リンクには、今の設定もそのまま入ります。',
  },
  openLarge: { en: 'Open in projector mode', ja: '投影モードで開く' },
  link: { en: 'Link', ja: 'リンク' },
  projector: { en: 'Projector mode: larger type, thicker lines', ja: '投影モード: 大きな文字と太い線' },
  // The sphere
  sphere: { en: 'Embeddings on a sphere', ja: '球面上の埋め込み' },
  play: { en: 'Play', ja: '再生' },
  pause: { en: 'Pause', ja: '一時停止' },
  oneStep: { en: 'Step', ja: '1 つ進む' },
  startAgain: { en: 'Start again', ja: 'はじめから' },
  turn: { en: 'Turn the sphere', ja: '球を回す' },
  loss: { en: 'Loss', ja: '損失' },
  lossFirm: { en: 'FIRM (the default)', ja: 'FIRM (初期値)' },
  lossDecoupled: { en: 'Each normal pair alone (SINCERE)', ja: '正常の組ごと (SINCERE)' },
  lossPull: { en: 'Pull only', ja: '引き寄せるだけ' },
  temperature: { en: 'Temperature', ja: '温度' },
  step: { en: 'Step', ja: 'ステップ' },
  together: { en: 'normal with normal', ja: '正常どうし' },
  apart: { en: 'normal with pseudo-anomaly', ja: '正常と擬似異常' },
  // Drawing a ROC
  yourCurve: { en: 'Your curve', ja: '予想した曲線' },
  trueCurve: { en: 'True curve', ja: '本当の曲線' },
  showCurve: { en: 'Show the curve', ja: '曲線を見る' },
  hideCurve: { en: 'Hide the curve', ja: '曲線を隠す' },
  newScores: { en: 'New scores', ja: '新しいスコア' },
  threshold: { en: 'Threshold', ja: 'しきい値' },
  separation: { en: 'Separation', ja: '離れ具合' },
  falseAlarms: { en: 'False-positive rate', ja: '偽陽性率' },
  found: { en: 'True-positive rate', ja: '真陽性率' },
  normal: { en: 'normal', ja: '正常' },
  defective: { en: 'defective', ja: '異常' },
  // Paired categories
  pairedCategories: { en: 'Ten paired categories', ja: '対にした 10 種類' },
  meanDifference: { en: 'Mean difference, 95 % interval', ja: '差の平均、95 % 区間' },
  leaveOutScrew: { en: 'Leave out screw', ja: 'screw を外す' },
  dealSigns: { en: 'Deal the signs at random', ja: '符号を無作為に付け直す' },
  categories: { en: 'Categories', ja: '種類の数' },
  distinguishable: { en: 'distinguishable', ja: '区別できる' },
  notDistinguishable: { en: 'not distinguishable', ja: '区別できない' },
  // The leak
  measured: { en: 'Measured on', ja: '測る画像' },
  likeScrew: { en: 'screw (drawn from its numbers)', ja: 'screw (その数値から作った例)' },
  openImages: { en: 'the open images', ja: '開いている画像' },
  statistic: { en: 'Number taken as the score', ja: 'スコアとする数' },
  median: { en: 'median grey', ja: '灰色の中央値' },
  spread: { en: 'spread of grey', ja: '灰色のばらつき' },
  size: { en: 'file size (kB)', ja: 'ファイルの大きさ (kB)' },
  order: { en: 'number in the file name', ja: 'ファイル名の番号' },
  level: { en: 'Scale all images to one median', ja: '全ての画像を同じ中央値にそろえる' },
  oneClass: {
    en: 'The open images have no good or no defective test images.',
    ja: '開いている画像には、テスト用の正常画像または異常画像がありません。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export const learnSentences = {
  steps: {
    en: (done: number, all: number) => `${done} of ${all} steps`,
    ja: (done: number, all: number) => `${all} 手順中 ${done}`,
  },
  sphereSummary: {
    en: (step: number, positive: string, negative: string) =>
      `After ${step} steps: cosine ${positive} among normal views, ${negative} between normal views and pseudo-anomalies.`,
    ja: (step: number, positive: string, negative: string) =>
      `${step} ステップ後: 余弦類似度は正常どうし ${positive}、正常と擬似異常 ${negative}。`,
  },
  guess: {
    en: (fpr: string) => `Your true-positive rate at a false-positive rate of ${fpr}`,
    ja: (fpr: string) => `偽陽性率 ${fpr} での予想の真陽性率`,
  },
  rocSummary: {
    en: (guess: string, truth: string) =>
      `Your curve has an area of ${guess}${truth === '' ? '' : `, the true one ${truth}`}.`,
    ja: (guess: string, truth: string) =>
      `予想の面積は ${guess}${truth === '' ? '' : `、本当の面積は ${truth}`}。`,
  },
  atThreshold: {
    en: (alarms: number, normals: number, missed: number, defects: number) =>
      `${alarms} of ${normals} normal images raise an alarm; ${missed} of ${defects} defects are missed.`,
    ja: (alarms: number, normals: number, missed: number, defects: number) =>
      `正常 ${normals} 枚中 ${alarms} 枚が誤報、欠陥 ${defects} 個中 ${missed} 個を見逃し。`,
  },
  stripSummary: {
    en: (normals: number, defects: number) => `Scores of ${normals} normal and ${defects} defective images.`,
    ja: (normals: number, defects: number) => `正常 ${normals} 枚と異常 ${defects} 枚のスコア。`,
  },
  pairedSummary: {
    en: (mean: string, low: string, high: string) =>
      `Differences of ten categories; their mean is ${mean} points, between ${low} and ${high}.`,
    ja: (mean: string, low: string, high: string) =>
      `10 種類の差。平均は ${mean} ポイント、区間は ${low} 〜 ${high}。`,
  },
  dealtSigns: {
    en: (mean: string, larger: number, times: number) =>
      `mean ${mean}; at least .42 from zero in ${larger} of ${times}`,
    ja: (mean: string, larger: number, times: number) =>
      `平均 ${mean}。0 から .42 以上離れたのは ${times} 回中 ${larger} 回`,
  },
  leakSummary: {
    en: (auroc: string) => `AUROC of this number alone: ${auroc}`,
    ja: (auroc: string) => `この数だけの AUROC: ${auroc}`,
  },
} as const;
