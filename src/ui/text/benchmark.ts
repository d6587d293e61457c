/** Words of the benchmark; they come with its panel. */
import type { CellProblem } from '../../state/runs/benchmark/benchmark-stage.ts';
import type { Misfit } from '../../core/run/file/shape.ts';
import type { Text } from '../../core/text.ts';
import { importProblemText, runProblemText } from './problems.ts';
import { sentence } from './sentence.ts';

export const benchmarkText = {
  title: { en: 'Benchmark', ja: 'ベンチマーク' },
  hint: {
    en: 'Every chosen detector on every chosen category with every seed, one after another in the background. The other stages stay usable with images and a network of their own; the benchmark makes way for them. It goes on after a reload, from the cell where it was; each finished cell is a run above.',
    ja: '選んだ検出器・カテゴリ・シードのすべての組み合わせを、裏で順番に実行します。ほかの画面は、別の画像とネットワークでそのまま使えます。そちらの作業中は、ベンチマークが待ちます。再読み込みしても、途中のセルから続けられます。終わったセルは上の記録に加わります。',
  },
  plan: { en: 'Plan a benchmark', ja: 'ベンチマークを計画' },
  detectors: { en: 'Detectors', ja: '検出器' },
  detector: { en: 'Detector', ja: '検出器' },
  settingsHint: {
    en: 'The detector that is chosen now runs with the settings that it has now; the others as they are usually trained. All work at one image size.',
    ja: '今選んでいる検出器は今の設定で、ほかの検出器はそれぞれの標準の設定で実行します。画像の大きさは共通です。',
  },
  startReplaced: {
    en: 'A benchmark starts from no file of weights: fresh weights are taken.',
    ja: 'ベンチマークは重みファイルから始められません。乱数の重みを使います。',
  },
  categories: { en: 'Categories', ja: 'カテゴリ' },
  builtIn: { en: 'built in', ja: '内蔵' },
  onDevice: { en: 'on this device', ja: 'この端末' },
  dropHint: {
    en: 'Images of your own are listed once they are open and kept on this device. A folder of many categories: drop it, then open all of them at once on the Data stage.',
    ja: '自分の画像は、開いて端末に保存されると一覧に出ます。多くのカテゴリがあるフォルダは、ドロップしてから「データ」の画面ですべて開けます。',
  },
  seeds: { en: 'Seeds', ja: 'シードの数' },
  seed: { en: 'Seed', ja: 'シード' },
  firstSeed: { en: 'First seed', ja: '最初のシード' },
  size: { en: 'Image size for all', ja: '画像の大きさ (共通)' },
  openPlan: { en: 'Open a plan (.json)', ja: '計画を開く (.json)' },
  noCategories: {
    en: '“*” in this plan stands for all categories that are kept on this device, and there are none. Open images on the Data stage first.',
    ja: 'この計画の「*」は、この端末に保存されたすべてのカテゴリを指しますが、1 つもありません。先に「データ」で画像を開いてください。',
  },
  closePlan: { en: 'Plan another one', ja: '別の計画を立てる' },
  start: { en: 'Start the benchmark', ja: 'ベンチマークを開始' },
  savePlan: { en: 'Save the plan (.json)', ja: '計画を保存 (.json)' },
  savePlanHint: {
    en: 'The same plan runs on the command line: npm run experiment -- --plan plan.json --out DIR. Drop that folder on the page, and both are one table.',
    ja: '同じ計画をコマンドラインでも実行できます: npm run experiment -- --plan plan.json --out DIR。そのフォルダをページにドロップすると、1 つの表になります。',
  },
  pause: { en: 'Pause', ja: '一時停止' },
  resume: { en: 'Resume', ja: '再開' },
  retry: { en: 'Try failed cells again', ja: '失敗したセルをやり直す' },
  remove: { en: 'End this benchmark', ja: 'このベンチマークを終える' },
  removeHint: { en: 'Its finished runs stay.', ja: '終わった記録は残ります。' },
  cells: { en: 'Cells', ja: 'セル' },
  state: { en: 'State', ja: '状態' },
  waiting: { en: 'waiting', ja: '待機中' },
  running: { en: 'running', ja: '実行中' },
  failed: { en: 'failed', ja: '失敗' },
  resting: { en: 'Paused.', ja: '一時停止中。' },
  restingSoon: {
    en: 'Pausing: training rests at once, scoring ends its cell first.',
    ja: '一時停止します。学習はすぐに、採点はそのセルが終わってから止まります。',
  },
  makesWay: { en: 'Makes way for your own work.', ja: 'ほかの作業が終わるのを待っています。' },
  interrupted: {
    en: 'Not running. Resume goes on with what is missing.',
    ja: '停止中。「再開」で残りを続けます。',
  },
  finished: { en: 'Done.', ja: '完了。' },
  otherTab: {
    en: 'This benchmark runs in another tab. Close that one to go on here.',
    ja: 'このベンチマークは別のタブで実行中です。続けるには、そのタブを閉じてください。',
  },
} as const;

export const benchmarkSentences = {
  count: sentence(
    (detectors: number, categories: number, seeds: number, cells: number) =>
      cells === 0
        ? 'Choose at least one detector and one category.'
        : `${detectors} × ${categories} × ${seeds} = ${cells} cells.`,
    (detectors, categories, seeds, cells) =>
      cells === 0
        ? '検出器とカテゴリを 1 つ以上選んでください。'
        : `${detectors} × ${categories} × ${seeds} = ${cells} セル。`,
  ),
  cost: sentence(
    (time: string) => `About ${time}, by what the same settings took before on this device.`,
    (time) => `この端末で同じ設定にかかった時間から、およそ ${time}。`,
  ),
  unknown: sentence(
    (cells: number, detectors: readonly string[]) =>
      `${cells} ${cells === 1 ? 'cell was' : 'cells were'} never measured (${detectors.join(', ')}): known once one of each has run.`,
    (cells, detectors) =>
      `${cells} セルは測ったことがありません (${detectors.join('、')})。1 つ実行すると分かります。`,
  ),
  progress: sentence(
    (done: number, failed: number, total: number) =>
      `${done} of ${total} done${failed === 0 ? '' : `, ${failed} failed`}.`,
    (done, failed, total) => `${total} 個中 ${done} 個完了${failed === 0 ? '' : `、${failed} 個失敗`}。`,
  ),
  took: sentence(
    (time: string) => `done in ${time}`,
    (time) => `完了 (${time})`,
  ),
  sizes: sentence(
    (sides: readonly number[]) =>
      sides.length === 1
        ? `Images are worked on at ${sides[0]} px.`
        : `Detectors of this plan work at different image sizes (${sides.join(', ')} px): differences between them are of the size, too.`,
    (sides) =>
      sides.length === 1
        ? `画像は ${sides[0]} px で処理します。`
        : `この計画の検出器は、画像の大きさが異なります (${sides.join('、')} px)。結果の差には大きさの違いも含まれます。`,
  ),
  ownSize: sentence(
    (detectors: readonly string[]) =>
      `${new Intl.ListFormat('en').format(detectors)} ${detectors.length === 1 ? 'sees' : 'see'} them at 256 px whatever the size: the included network is made for it.`,
    (detectors) =>
      `${detectors.join('、')} は、この設定によらず 256 px で見ます (付属のネットワークの大きさ)。`,
  ),
  opened: sentence(
    (categories: readonly string[], seeds: readonly number[]) =>
      `On ${categories.join(', ')}, with seed${seeds.length === 1 ? '' : 's'} ${seeds.join(', ')}.`,
    (categories, seeds) => `カテゴリ: ${categories.join('、')}。シード: ${seeds.join('、')}。`,
  ),
  missing: sentence(
    (categories: readonly string[]) =>
      `Not on this device: ${categories.join(', ')}. Open these images on the Data stage first; until then, their cells fail.`,
    (categories) =>
      `この端末にない画像: ${categories.join('、')}。先に「データ」で開いてください。そのままではセルが失敗します。`,
  ),
  unreadablePlan: sentence(
    (file: string, { where, came, wanted }: Misfit) =>
      `${file} is no plan that can be run. ${where}: ${came} came, ${wanted} was wanted.`,
    (file, { where, came, wanted }) =>
      `${file} は実行できる計画ではありません。${where}: ${came} でしたが、${wanted} が必要です。`,
  ),
  unkept: sentence(
    (detail: string) => `This browser does not keep the benchmark (${detail}): it lasts as long as this tab.`,
    (detail) => `このブラウザにはベンチマークを保存できません (${detail})。タブを閉じるまで有効です。`,
  ),
} as const;

export function cellProblemText(problem: CellProblem): Text {
  if (problem.of === 'images') return importProblemText(problem.problem);
  return runProblemText(problem.problem, 'evaluation');
}
