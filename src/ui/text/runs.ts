/** Words of the Runs stage. */
import { sentence } from './sentence.ts';

export const runsText = {
  kept: {
    en: 'Runs are kept in this browser. Choose two to five to lay over each other.',
    ja: '記録はこのブラウザに残ります。2～5 個選ぶと重ねて比べられます。',
  },
  name: { en: 'Name', ja: '名前' },
  pin: { en: 'Baseline', ja: '基準' },
  noLongerKept: {
    en: 'This browser keeps no runs (private window, or no space left): they last until this tab closes. Download what you want to keep.',
    ja: 'このブラウザには記録を残せません (プライベートウィンドウ、または空き容量不足)。タブを閉じるまでの記録です。必要なものは保存してください。',
  },
  saveAll: { en: 'Save everything that is kept', ja: '保存内容をすべて書き出す' },
  removeUnreadable: { en: 'Remove what cannot be read', ja: '読めないものを削除' },
  resetKept: { en: 'Delete what is kept and start afresh', ja: '保存内容を消して最初から始める' },
  newerKept: {
    en: 'A newer version of Kizu kept runs here that this one cannot read. They stay: reload the page to get the newer version.',
    ja: '新しい版の Kizu が保存した記録があり、この版では読めません。記録はそのまま残ります。ページを再読み込みして新しい版を使ってください。',
  },
  comparison: { en: 'Comparison', ja: '比較' },
  replay: { en: 'Replay', ja: '再生' },
  recorded: { en: 'Recorded run', ja: '記録の再生' },
  leave: { en: 'Close the recording', ja: '再生を閉じる' },
  position: { en: 'Place in the run', ja: '記録の位置' },
  noEvents: {
    en: 'This run was kept without its events: there is nothing to replay.',
    ja: 'この記録には経過が残っていないため、再生できません。',
  },
  compare: { en: 'Compare', ja: '比較' },
  oneMore: { en: 'Choose one more run to compare.', ja: '比較する記録をもう 1 つ選んでください。' },
  parameter: { en: 'Only what differs', ja: '異なるものだけ' },
  result: { en: 'Result', ja: '結果' },
  sameSettings: { en: 'All settings are the same.', ja: '設定はすべて同じです。' },
  difference: { en: 'AUROC minus baseline', ja: '基準との AUROC の差' },
  baseline: { en: 'baseline', ja: '基準' },
  otherImages: {
    en: 'other test images: no interval of the difference',
    ja: 'テスト画像が異なるため、差の区間は求められません',
  },
  notDistinguishable: {
    en: 'these two networks: not distinguishable',
    ja: 'この 2 つのネットワークは区別できません',
  },
  better: {
    en: 'this network beats the baseline’s on these images',
    ja: 'この画像では、このネットワークが基準より良い',
  },
  worse: {
    en: 'this network loses to the baseline’s on these images',
    ja: 'この画像では、このネットワークが基準より悪い',
  },
  how: {
    en: 'Percentage points with the 95 % interval over other test images, both networks judged on the same ones. Where it holds 0, these images cannot tell the two networks apart. It does not compare the settings: another seed gives another network. To compare settings, repeat each with at least three seeds; the table of seed groups then takes both seeds and images into account.',
    ja: 'ポイント差と、別のテスト画像での 95 % 区間。同じ画像で両方を評価します。区間が 0 を含むとき、この画像では 2 つのネットワークを区別できません。シードが違えばネットワークも変わるため、これは設定どうしの比較ではありません。設定を比べるには、それぞれ 3 つ以上のシードで繰り返してください。シードごとのまとまりの表が、シードと画像の両方を考慮します。',
  },
} as const;

export const runsSentences = {
  pimo: sentence(
    (points: string, wins: number, pairs: number, p: string) =>
      `${points} points; higher on ${wins} of the ${pairs} images on which they differ (Wilcoxon, ${p})`,
    (points, wins, pairs, p) =>
      `${points} ポイント。差のある ${pairs} 枚のうち ${wins} 枚で上回る (Wilcoxon、${p})`,
  ),
  unreadable: sentence(
    (count: number, where: string) =>
      `${count === 1 ? 'One kept run' : `${count} kept runs`} cannot be read (${where}); the others are listed. Save everything first if you may need it.`,
    (count, where) =>
      `保存した記録のうち ${count} 件が読めません (${where})。他の記録は下にあります。必要になりそうなら、先に書き出してください。`,
  ),
  place: sentence(
    (step: number, total: number, scored: number) =>
      `step ${step} / ${total}${scored === 0 ? '' : `, ${scored} scored`}`,
    (step, total, scored) => `ステップ ${step} / ${total}${scored === 0 ? '' : `、${scored} 枚を採点`}`,
  ),
  rocs: sentence(
    (runs: string) => `ROC curves of ${runs}.`,
    (runs) => `${runs} の ROC 曲線。`,
  ),
  losses: sentence(
    (runs: string) => `Loss over steps of ${runs}.`,
    (runs) => `${runs} のステップごとの損失。`,
  ),
} as const;
