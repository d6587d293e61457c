/** The report of an inspection: one HTML file with its pictures inside, to print or to send. */
import { verdicts, type Limits } from '../../../core/inspect/verdict.ts';
import type { Language, Text } from '../../../core/text.ts';
import type { Corrections, InspectionBasis } from '../../../state/inspect/inspect-stage.ts';
import {
  countVerdicts,
  driftIn,
  reviewCounts,
  type VerdictItem,
} from '../../../state/inspect/judged-list.ts';
import type { FileProblem } from '../../../state/worker-types.ts';
import { paint } from '../../pictures/paint.ts';
import { correctionText } from '../../text/corrections.ts';
import { fileProblemText } from '../../text/file-problems.ts';
import { differenceText, driftText, inspectSentences, inspectText, verdictText } from '../../text/inspect.ts';
import { promiseOf } from '../../text/promise.ts';
import { mapScaleOf } from './map-scale.ts';
import { reportText } from './report-text.ts';
import { shownScore } from './shown-score.ts';

interface ReportParts {
  /** The worst first. */
  readonly items: readonly VerdictItem[];
  readonly limits: Limits;
  readonly basis: InspectionBasis;
  readonly falseAlarmRate: number;
  readonly fileProblems: readonly FileProblem[];
  /** False alarms that the detector knows as normal now. */
  readonly corrections: Corrections['list'];
  readonly detector: Text;
  /** As the user reads it. */
  readonly dataset: string;
  readonly language: Language;
}

/** Images that are pictured, the worst first; the others stand in the table. */
const mostPictures = 300;

/** Pictures drawn between two pauses, so that the page goes on. */
const drawnAtOnce = 6;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML: names of files may hold anything. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? '');
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

/** As data URLs: the plain picture, and the one with its map. */
function picturesOf(
  canvas: HTMLCanvasElement,
  { thumbnail, map }: VerdictItem,
  mapScale: readonly [number, number],
): string[] {
  paint(canvas, { image: thumbnail });
  const plain = canvas.toDataURL('image/jpeg', 0.85);
  if (map === undefined) return [plain];
  paint(canvas, { image: thumbnail, map, mapScale, mapOpacity: 0.5 });
  return [plain, canvas.toDataURL('image/jpeg', 0.85)];
}

function notesOf({ review, differences }: VerdictItem, say: (text: Text) => string): string[] {
  const mark =
    review === undefined
      ? []
      : [say(review === 'normal' ? inspectText.reviewedNormal : inspectText.reviewedDefect)];
  return [...mark, ...differences.map((one) => say(differenceText[one]))];
}

async function figures({ items, limits }: ReportParts, say: (text: Text) => string): Promise<string> {
  const canvas = document.createElement('canvas');
  const pictured = items.slice(0, mostPictures);
  const scale = mapScaleOf(pictured, limits);
  const parts: string[] = [];
  for (const item of pictured) {
    const alt = escapeHtml(item.path);
    const pictures = picturesOf(canvas, item, scale).map((url) => `<img src="${url}" alt="${alt}">`);
    const verdict = say(verdictText[item.verdict]);
    const words = [`<b>${verdict}</b> ${shownScore(item.score)}`, alt, ...notesOf(item, say).map(escapeHtml)];
    parts.push(
      `<figure class="${item.verdict}"><div>${pictures.join('')}</div><figcaption>${words.join('<br>')}</figcaption></figure>`,
    );
    if (parts.length % drawnAtOnce === 0) await pause();
  }
  return parts.join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(head, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('\n')}</tbody></table>`;
}

/** What the verdicts rest on, and what they came to. */
function summary(parts: ReportParts, say: (text: Text) => string): string[] {
  const { items, limits, basis, falseAlarmRate, language, detector, dataset } = parts;
  const { calibration } = basis;
  const counts = countVerdicts(items);
  const { reviewed, falseAlarms, misses } = reviewCounts(items, parts.corrections);
  const drift = driftIn({ basis, items }).map((one) => say(driftText(one)));
  return [
    inspectSentences.counts[language](counts.bad, counts.look, counts.good),
    ...(reviewed > 0 ? [inspectSentences.reviewed[language](reviewed, falseAlarms, misses)] : []),
    say(promiseOf(limits, falseAlarmRate, calibration.basis)),
    inspectSentences.detector[language](say(detector), dataset),
    say(inspectSentences.basis(calibration.basis, limits.images, calibration.fitted)),
    inspectSentences.limitValues[language](shownScore(limits.look), shownScore(limits.bad)),
    say(inspectText.badNote),
    ...(parts.corrections.length > 0
      ? [say(correctionText.list), ...parts.corrections.map(({ path }) => path)]
      : []),
    ...(drift.length > 0 ? [say(inspectText.driftNote), ...drift] : []),
  ];
}

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:1000px;margin:24px auto;padding:0 16px;color:#1c2227;background:#fff}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:2em}
.wall{display:grid;grid-template-columns:repeat(auto-fill,minmax(190px,1fr));gap:12px}
figure{margin:0;padding:8px;border:1px solid #bbb;border-top:4px solid #0072b2;border-radius:6px;break-inside:avoid}
figure.bad{border-top-color:#d55e00}figure.look{border-top:4px dashed #a8578a}
figure div{display:flex;gap:4px}img{width:100%;min-width:0;flex:1;image-rendering:auto}
figcaption{font-size:.8rem;overflow-wrap:anywhere}
table{border-collapse:collapse;font-size:.85rem}td,th{border:1px solid #ccc;padding:2px 8px;text-align:start;overflow-wrap:anywhere}`;

export async function inspectionReport(parts: ReportParts): Promise<Blob> {
  const { items, fileProblems, language, basis } = parts;
  const say = (text: Text) => text[language];
  const rows = items.map((item) => [
    say(verdictText[item.verdict]),
    shownScore(item.score),
    item.path,
    notesOf(item, say).join('; '),
  ]);
  const title = reportText.title[language](parts.dataset);
  const unread = fileProblems.map((problem) => [problem.path, say(fileProblemText(problem))]);
  const order = verdicts.map((verdict) => say(verdictText[verdict])).join(' → ');
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body>
<h1>${escapeHtml(title)}</h1>
${summary(parts, say)
  .map((line) => `<p>${escapeHtml(line)}</p>`)
  .join('\n')}
${basis.dataset.fingerprint === '' ? '' : `<p>${escapeHtml(reportText.fingerprint[language](basis.dataset.fingerprint))}</p>`}
<h2>${escapeHtml(reportText.pictures[language](Math.min(items.length, mostPictures), items.length, order))}</h2>
<div class="wall">${await figures(parts, say)}</div>
<h2>${escapeHtml(say(reportText.all))}</h2>
${table(reportText.columns[language], rows)}
${unread.length > 0 ? `<h2>${escapeHtml(say(inspectText.unread))}</h2>${table(reportText.unreadColumns[language], unread)}` : ''}
</body></html>`;
  return new Blob([html], { type: 'text/html' });
}
