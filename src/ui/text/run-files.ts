/** Words for runs as files, collected runs, seeds and the recorded run; loaded with the panels that use them. */
import { runFileVersion, type RunFileProblem } from '../../core/run/file/run-file.ts';
import type { RepeatProblem } from '../../state/runs/repeat.ts';
import type { Text } from '../../core/text.ts';
import { runProblemText } from './problems.ts';
import { sentence } from './sentence.ts';

export const runFilesText = {
  files: { en: 'Runs as files', ja: '記録ファイル' },
  saveRun: { en: 'Save run (.zip)', ja: '記録を保存 (.zip)' },
  saveAll: { en: 'Save all runs (.zip)', ja: 'すべて保存 (.zip)' },
  open: { en: 'Open run files', ja: '記録ファイルを開く' },
  openFolder: { en: 'Open a folder of runs', ja: '記録のフォルダを開く' },
  openHint: {
    en: 'A run leaves as one zip: settings, events, scores, a report and a Python script that checks them, and the weights if its network is still here. Open one or a whole class of them here, or drop them on the page.',
    ja: '記録は 1 つの zip になります。設定・経過・スコア・報告書と、それらを検算する Python スクリプトが入り、ネットワークが手元にあれば重みも入ります。ここで開くか、ページにドロップしてください。クラス全員分をまとめて開くこともできます。',
  },
  useNetwork: { en: 'Use this network', ja: 'このネットワークを使う' },
  networkRefused: {
    en: 'This network cannot be used; the current one stays.',
    ja: 'このネットワークは使えません。今のネットワークはそのままです。',
  },
  saving: { en: 'Saving…', ja: '保存中…' },
  opening: { en: 'Opening…', ja: '読み込み中…' },
  dismiss: { en: 'Dismiss', ja: '閉じる' },
  refused: { en: 'Files that were not taken', ja: '読み込めなかったファイル' },
  collected: { en: 'All runs in one table', ja: '記録の一覧表' },
  collectedHint: {
    en: 'Only settings that differ have a column. A column head sorts by it.',
    ja: '異なる設定だけが列になります。見出しを押すと並べ替えます。',
  },
  importedOnly: { en: 'Only runs from files', ja: 'ファイルから読んだものだけ' },
  saveTable: { en: 'Save table (.csv)', ja: '表を保存 (.csv)' },
  interval: { en: '95 % interval', ja: '95 % 区間' },
  repeat: { en: 'Repeat with 5 seeds', ja: '5 つのシードで繰り返す' },
  stopRepeating: { en: 'Stop repeating', ja: '繰り返しを止める' },
  seeds: { en: 'Groups of seeds', ja: 'シードごとのまとまり' },
  seedsHint: {
    en: 'Runs of the same images, settings and steps. Each difference is of mean AUROCs in percentage points, with its 95 % interval when both the seeds and the test images are drawn again. From four seeds each, p is the share of all ways to deal the seeds to the two groups that differ at least as much (permutation test); it speaks of other seeds, not of other images.',
    ja: '画像・設定・ステップ数が同じ記録のまとまりです。差は平均 AUROC の差 (ポイント) と、シードとテスト画像の両方を引き直したときの 95 % 区間です。シードが 4 つずつ以上あれば p も示します。シードを 2 群に分けるすべての分け方のうち、同じかそれ以上に差がつく割合です (並べ替え検定。別の画像のことは分かりません)。',
  },
  group: { en: 'Settings', ja: '設定' },
  seedList: { en: 'Seeds', ja: 'シード' },
  mean: { en: 'Mean ± standard error', ja: '平均 ± 標準誤差' },
  range: { en: 'Lowest–highest', ja: '最小–最大' },
  againstFirst: { en: 'Against the first', ja: '最初のものとの差' },
  first: { en: 'compared with', ja: '比較の基準' },
  moreSeeds: { en: 'one seed: no error', ja: 'シード 1 つ: 誤差なし' },
  higher: { en: 'higher', ja: '高い' },
  lower: { en: 'lower', ja: '低い' },
  notDistinguishable: { en: 'not distinguishable', ja: '区別できません' },
  watch: { en: 'Watch a recorded run', ja: '記録した学習を見る' },
  fetching: { en: 'Fetching the recording…', ja: '記録を取得中…' },
  noGpu: {
    en: 'No GPU that is fast enough was found. Training works here, but slowly.',
    ja: '十分に速い GPU が見つかりません。学習はできますが、時間がかかります。',
  },
  shippedHint: {
    en: 'A real run of the built-in hex nut (450 steps from scratch), replayed in half a minute in the same panels.',
    ja: '内蔵の六角ナットを実際に学習した記録 (乱数の重みから 450 ステップ) を、同じ画面で 30 秒で再生します。',
  },
  play: { en: 'Play', ja: '再生' },
  pause: { en: 'Pause', ja: '一時停止' },
} as const;

export const runFilesSentences = {
  imported: sentence(
    (added: number, duplicates: number, refused: number) =>
      `${added} ${added === 1 ? 'run' : 'runs'} taken in${duplicates > 0 ? `, ${duplicates} ${duplicates === 1 ? 'was' : 'were'} here already` : ''}${refused > 0 ? `, ${refused} could not be read` : ''}.`,
    (added, duplicates, refused) =>
      `${added} 件を読み込みました${duplicates > 0 ? `。${duplicates} 件はすでにあります` : ''}${refused > 0 ? `。${refused} 件は読めませんでした` : ''}。`,
  ),
  exportFailed: sentence(
    (detail: string) =>
      `The file could not be made: ${detail}. Try again; with fewer runs, should memory be short.`,
    (detail) =>
      `ファイルを作れませんでした: ${detail}。もう一度試してください。メモリが足りなければ記録を減らしてください。`,
  ),
  recordedOn: sentence(
    (device: string, date: string) => `Recorded on ${device}, ${date}`,
    (device, date) => `${device} で記録、${date}`,
  ),
  shippedFailed: sentence(
    (detail: string) =>
      `The recording cannot be had (${detail}). It is kept for offline use once the page has been online for a while; try again then.`,
    (detail) =>
      `記録を取得できません (${detail})。一度オンラインで開いておくとオフラインでも使えます。接続してからもう一度試してください。`,
  ),
  repeatSeeds: sentence(
    (seeds: string) => `seeds ${seeds}`,
    (seeds) => `シード ${seeds}`,
  ),
  tooFew: sentence(
    (one: number, other: number) => `too few seeds to tell (${one} and ${other}; three each would do)`,
    (one, other) => `シードが少なすぎます (${one} と ${other}。それぞれ 3 つあれば判定できます)`,
  ),
  sortBy: sentence(
    (column: string) => `Sort by ${column}`,
    (column) => `${column}で並べ替え`,
  ),
} as const;

type Tell<Kind> = (problem: Extract<RunFileProblem, { readonly kind: Kind }>) => Text;

const told: { readonly [Kind in RunFileProblem['kind']]: Tell<Kind> } = {
  'not-a-zip': ({ came }) => ({
    en: `It begins with ${came}; a zip that Kizu saved was wanted. Save the run again and take that file.`,
    ja: `先頭が ${came} です。Kizu が保存した zip が必要です。保存し直したファイルを使ってください。`,
  }),
  damaged: ({ file, came }) => ({
    en: `${file} is damaged or cut off (${came}); a whole zip was wanted. Copy or download it again.`,
    ja: `${file} は壊れているか途中で切れています (${came})。もう一度コピーするか、ダウンロードし直してください。`,
  }),
  'no-run': ({ came }) => ({
    en: `It holds ${came === '' ? 'nothing' : came}, and no run.json. Images belong on the Data stage.`,
    ja: `中身は ${came === '' ? '空' : came} で、run.json がありません。画像は「データ」の段階で開いてください。`,
  }),
  missing: ({ file }) => ({
    en: `${file} is missing; run.json and events.ndjson are both needed. Save the run again.`,
    ja: `${file} がありません。run.json と events.ndjson の両方が必要です。保存し直してください。`,
  }),
  'too-large': ({ file, came, wanted }) => ({
    en: `${file} has ${came} where at most ${wanted} are read. It is no run that Kizu saved.`,
    ja: `${file} は ${came} あり、読める上限は ${wanted} です。Kizu が保存した記録ではありません。`,
  }),
  'too-compressed': ({ file, came, wanted }) => ({
    en: `${file} unpacks to ${came} times its size, where at most ${wanted} times is read. It is no run that Kizu saved.`,
    ja: `${file} は展開すると ${came} 倍になります。読める上限は ${wanted} 倍です。Kizu が保存した記録ではありません。`,
  }),
  'other-version': ({ file, came }) => ({
    en: `${file} is of version ${came}; this page reads version ${runFileVersion}. Update the page, then open it again.`,
    ja: `${file} はバージョン ${came} です。このページはバージョン ${runFileVersion} を読みます。ページを更新してから開いてください。`,
  }),
  malformed: ({ file, where, came, wanted }) => ({
    en: `${file}, ${where}: ${came} came, ${wanted} was wanted. Save the run again where it was made.`,
    ja: `${file} の ${where}: ${came} でしたが、${wanted} が必要です。元の場所で保存し直してください。`,
  }),
  'failed-cell': ({ came }) => ({
    en: `This cell of a benchmark failed: ${came}. Run its plan again to try it again.`,
    ja: `ベンチマークのこのセルは失敗しました: ${came}。計画をもう一度実行すると、やり直されます。`,
  }),
  contradiction: ({ file, came, wanted }) => ({
    en: `${file} tells an AUROC of ${came}, but its own scores give ${wanted}: a number was changed. Save the run again where it was made.`,
    ja: `${file} の AUROC は ${came} ですが、スコアから計算すると ${wanted} です。値が書き換えられています。元の場所で保存し直してください。`,
  }),
};

/** What came, what was wanted, what now. */
export function runFileProblemText(problem: RunFileProblem): Text {
  const tell = told[problem.kind] as (problem: RunFileProblem) => Text;
  return tell(problem);
}

export function repeatProblemText(problem: RepeatProblem): Text {
  if (problem.kind !== 'other-dataset') return runProblemText(problem, 'training');
  return {
    en: `This run was made on ${problem.wanted}, and ${problem.open === '' ? 'nothing' : problem.open} is open. Open its images, then repeat it.`,
    ja: `この記録は ${problem.wanted} のものですが、開いているのは ${problem.open === '' ? 'なし' : problem.open} です。その画像を開いてから繰り返してください。`,
  };
}
