/** Words of how a training is kept, resumed, continued and changed under way. Read by lazy panels alone. */
import type { Text } from '../../core/text.ts';
import type { UnkeptReason } from '../../core/run/events.ts';
import type { KeptRunProblem } from '../../state/training/kept-run.ts';
import { sentence } from './sentence.ts';

export const lifecycleText = {
  keptTraining: { en: 'Kept training', ja: '保存された学習' },
  keptTrainings: { en: 'Trainings kept on this device', ja: 'この端末に保存された学習' },
  newerTrainings: {
    en: 'A newer version of Kizu kept trainings here that this one cannot read. They stay: reload the page to get the newer version.',
    ja: '新しい版の Kizu が保存した学習があり、この版では読めません。学習はそのまま残ります。ページを再読み込みして新しい版を使ってください。',
  },
  openKept: { en: 'Open it as it is', ja: 'そのまま開く' },
  discardKept: { en: 'Discard', ja: '破棄' },
  opening: { en: 'Opening…', ja: '開いています…' },
  ownSettings: {
    en: 'It goes on with its own settings, bit for bit as if it had not been cut off on the same device. A new training on these images takes its place.',
    ja: 'それ自身の設定で続きます。同じ機器なら、中断がなかった場合とビット単位で同じ結果です。この画像で新しく学習すると置き換えられます。',
  },
  ranOn: { en: 'Recorded on', ja: '記録した環境' },
  step: { en: 'Step', ja: '1 ステップ' },
  goOn: { en: 'Go on', ja: '続ける' },
  moreSteps: { en: 'More steps', ja: '追加ステップ' },
  rateFactor: { en: 'Learning rate ×', ja: '学習率 ×' },
  rateHint: {
    en: 'Holds from the next step on; shown as a mark on the charts and kept in the results.',
    ja: '次のステップから有効です。グラフの印と結果に残ります。',
  },
  network: { en: 'Network to evaluate and save', ja: '評価・保存するネットワーク' },
  networkHint: {
    en: 'The last is the default: it is what the method ends with. The best is chosen by pseudo-anomalies of images held out of training, never by test images. By default they are 32 crops of six images: small differences between its looks mean little.',
    ja: '既定は最後です。手法が最後に得るものだからです。最良は学習に使わない画像の擬似異常だけで選び、テスト画像は使いません。既定では 6 枚の画像からの 32 切り出ししかないため、わずかな差に意味はありません。',
  },
} satisfies Readonly<Record<string, Text>>;

export const lifecycleSentences = {
  keptLine: sentence(
    (name: string, done: string, size: string, day: string) =>
      `A training on ${name} is kept on this device: step ${done}, ${size}, ${day}.`,
    (name, done, size, day) =>
      `${name} の学習がこの端末に保存されています: ステップ ${done}、${size}、${day}。`,
  ),
  resumeFrom: sentence(
    (step: number) => `Resume from step ${step}`,
    (step) => `ステップ ${step} から再開`,
  ),
  otherImages: sentence(
    (names: string) => `Trainings on other images are kept: ${names}. Open those images to take one up.`,
    (names) => `他の画像の学習が保存されています: ${names}。その画像を開くと続けられます。`,
  ),
  keptUpTo: sentence(
    (step: number) => `Kept on this device up to step ${step}.`,
    (step) => `ステップ ${step} まで端末に保存済み。`,
  ),
  rateNow: sentence(
    (rate: string) => `now ${rate}`,
    (rate) => `現在 ${rate}`,
  ),
  asPlanned: sentence(
    (step: number, total: number) => `From step ${step} to step ${total}, as planned.`,
    (step, total) => `ステップ ${step} から ${total} まで、予定どおり。`,
  ),
  replanned: sentence(
    (step: number, total: number, rate: string) =>
      `From step ${step} to step ${total}. The learning rate follows the cosine of ${total} steps from here: ${rate} at the next step, then down to 0.`,
    (step, total, rate) =>
      `ステップ ${step} から ${total} まで。学習率はここから ${total} ステップのコサインに従います: 次のステップで ${rate}、その後 0 へ。`,
  ),
  goOnHalved: sentence(
    (step: number) => `Go on from step ${step} at half the learning rate`,
    (step) => `学習率を半分にしてステップ ${step} から続ける`,
  ),
  last: sentence(
    (step: number) => `last, step ${step}`,
    (step) => `最後、ステップ ${step}`,
  ),
  best: sentence(
    (step: number, auroc: string) => `best, step ${step} (held-out AUROC ${auroc})`,
    (step, auroc) => `最良、ステップ ${step} (ホールドアウト AUROC ${auroc})`,
  ),
  scoresOf: sentence(
    (network: string) => `Scores of the network: ${network}.`,
    (network) => `スコアの対象: ${network}。`,
  ),
  learntElsewhere: sentence(
    (dataset: string) =>
      `This network learnt from ${dataset}; the scores are fitted on the normal ones of the images in use.`,
    (dataset) =>
      `このネットワークは ${dataset} で学習しています。スコアは今の画像のうち正常なものに合わせています。`,
  ),
  fromFile: sentence(
    (dataset: string) =>
      `This network came from a file and learnt from ${dataset}. It can be evaluated on the images in use, with scores fitted on their normal ones, and saved, but not trained further.`,
    (dataset) =>
      `このネットワークはファイルから読んだもので、${dataset} で学習しています。今の画像で評価し (スコアはその正常画像に合わせます)、保存できますが、学習は続けられません。`,
  ),
  markMore: sentence(
    (steps: number) => `+ ${steps} steps`,
    (steps) => `+ ${steps} ステップ`,
  ),
  markRate: sentence(
    (factor: string) => `rate × ${factor}`,
    (factor) => `学習率 × ${factor}`,
  ),
};

export const unreadableTrainings = sentence(
  (count: number) =>
    `${count === 1 ? 'One kept training' : `${count} kept trainings`} cannot be read; the others can. Train on those images again.`,
  (count) => `保存した学習のうち ${count} 件が読めません。他は使えます。その画像では新しく学習してください。`,
);

export const drawerLost = sentence(
  (left: number, detail: string) =>
    `A thread that draws batches ahead is gone (${detail}). ${left === 0 ? 'They are drawn between the steps now, which makes those slower' : 'Another took its place, or the rest go on'}; the batches stay the same.`,
  (left, detail) =>
    `バッチを先に作るスレッドが 1 つ終了しました (${detail})。${left === 0 ? 'これからはステップの間に作るため、遅くなります' : '代わりのスレッド、または残りのスレッドが続けます'}。バッチの内容は変わりません。`,
);

export function unkeptText(reason: UnkeptReason, detail: string): Text {
  switch (reason) {
    case 'other-tab':
      return {
        en: 'Another tab trains on these images, so this run is not kept: a reload would lose it. Close the other tab, or save the weights at the end.',
        ja: '別のタブがこの画像で学習中のため、この学習は保存されません。再読み込みすると失われます。別のタブを閉じるか、最後に重みを保存してください。',
      };
    case 'full':
      return {
        en: 'There is no room to keep this run: a reload would lose it. Delete something under Data, or save the weights at the end.',
        ja: '空き容量がなく、この学習は保存されません。再読み込みすると失われます。「データ」で何かを削除するか、最後に重みを保存してください。',
      };
    case 'no-storage':
      return {
        en: `This browser keeps nothing here (${detail}): a reload would lose the run. Save the weights at the end.`,
        ja: `このブラウザでは保存できません (${detail})。再読み込みすると学習が失われます。最後に重みを保存してください。`,
      };
    case 'failed':
      return {
        en: `This run could not be kept (${detail}): a reload would lose it. It is tried again at a pause and at the end.`,
        ja: `この学習を保存できませんでした (${detail})。再読み込みすると失われます。一時停止時と終了時にもう一度試します。`,
      };
  }
}

export function keptRunProblemText(problem: KeptRunProblem): Text {
  switch (problem.kind) {
    case 'gone':
      return {
        en: 'The kept training is no longer there, or cannot be read. Train again.',
        ja: '保存された学習がないか、読み込めません。新しく学習してください。',
      };
    case 'in-use':
      return {
        en: 'A tab trains it at this moment. Stop the training there first.',
        ja: '今どこかのタブが学習中です。先にそこで終了してください。',
      };
    case 'unexpected':
      return {
        en: `Something unexpected happened: ${problem.detail}. The kept training is still there; try again, or start a new training.`,
        ja: `予期しない問題が起きました: ${problem.detail}。保存された学習は残っています。もう一度試すか、新しく学習してください。`,
      };
  }
}
