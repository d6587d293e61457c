/** Words of the charts' tools. */
import type { Text } from '../../core/text.ts';
import { sentence } from './sentence.ts';

export const chartText = {
  zoomIn: { en: 'Zoom in', ja: '拡大' },
  zoomOut: { en: 'Zoom out', ja: '縮小' },
  earlier: { en: 'Move left', ja: '左へ' },
  later: { en: 'Move right', ja: '右へ' },
  resetZoom: { en: 'Show all', ja: '全体を表示' },
  logX: { en: 'Logarithmic horizontal axis', ja: '横軸を対数に' },
  logY: { en: 'Logarithmic vertical axis', ja: '縦軸を対数に' },
  noLog: { en: 'Needs values above 0; some here are not.', ja: '0 より大きい値だけの時に使えます。' },
  smoothing: { en: 'Smoothing', ja: '平滑化' },
  rawStays: {
    en: 'Share of the past in the line; the raw line stays, pale.',
    ja: '線に残す過去の割合。元の線は薄く残ります。',
  },
  smooth: { en: 'smoothed', ja: '平滑化' },
  view: { en: 'View', ja: '表示' },
  keys: {
    en: 'Drag to zoom; click to hold the cursor. Keys: ← → (with Shift ten), Home, End, Enter holds, + − 0 zoom, Esc.',
    ja: 'ドラッグで拡大、クリックで位置を固定。キー: ← → (Shift で 10 倍)、Home、End、Enter で固定、+ − 0 で拡大縮小、Esc。',
  },
  files: { en: 'Take away', ja: '書き出し' },
  copyCsv: { en: 'Copy CSV', ja: 'CSV をコピー' },
  saveCsv: { en: 'Save CSV', ja: 'CSV を保存' },
  saveSvg: { en: 'Save SVG', ja: 'SVG を保存' },
  savePng: { en: 'Save PNG', ja: 'PNG を保存' },
  copied: { en: 'Copied', ja: 'コピーしました' },
  refused: {
    en: 'The browser refused the clipboard; save the file instead.',
    ja: 'ブラウザがコピーを許しませんでした。ファイルに保存してください。',
  },
  noPicture: {
    en: 'The browser made no picture; save the SVG instead.',
    ja: '画像を作れませんでした。SVG を保存してください。',
  },
  mark: { en: 'mark', ja: '印' },
} satisfies Readonly<Record<string, Text>>;

export const chartSentences = {
  cursorOf: sentence(
    (chart: string) => `Cursor: ${chart}`,
    (chart: string) => `カーソル: ${chart}`,
  ),
  pinned: sentence(
    (place: string) => `${place}, held`,
    (place: string) => `${place} (固定)`,
  ),
};
