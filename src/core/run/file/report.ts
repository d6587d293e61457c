/** `README.md` of a run: what was done and found, for people. */
import { countedShare } from '../../image/region-of-interest.ts';
import { defaultExperiment, knobNames, knobs } from '../../experiment/experiment.ts';
import { fieldFigureLabels, fieldFigures, pixelSizeText } from '../field-figures.ts';
import { timeText } from './file-name.ts';
import type { KeptRun } from './run-file.ts';

const three = (value: number | null | undefined) => value?.toFixed(3) ?? 'not computed';

/** A name as text of Markdown: nothing in it is markup, a row of a table or another line. */
export function plainText(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\\`*_{}[\]()<>#+\-.!|~&$^:@]/g, '\\$&');
}

function settingLines({ config }: KeptRun['results']): string[] {
  const changed = knobNames.filter(
    (name) => JSON.stringify(config[name]) !== JSON.stringify(defaultExperiment[name]),
  );
  if (changed.length === 0) return ['All settings are the defaults.'];
  return changed.map((name) => {
    const value: unknown = config[name];
    return `- ${knobs[name].label.en} (\`${name}\`): ${JSON.stringify(value)}`;
  });
}

function deviceLine({ device, training }: KeptRun['results']): string {
  const minutes = (training.elapsedMs / 60_000).toFixed(1);
  const kind = device.isSoftware ? ', a processor that stands in for a GPU' : '';
  return `${training.steps} steps in ${minutes} minutes on ${device.backend} (${plainText(device.adapter || 'unnamed')}${kind}).`;
}

function figureLines(evaluation: KeptRun['results']['evaluation']): string[] {
  const size = pixelSizeText(evaluation)?.en;
  const rows = fieldFigures(evaluation).map(({ name, value, interval }) => {
    const range = interval === undefined ? '' : interval.map(three).join(' to ');
    return `| ${fieldFigureLabels[name].en} | ${three(value)} | ${range} |`;
  });
  return [
    '| figure | value | 95 % interval |',
    '| --- | --- | --- |',
    ...rows,
    ...(size === undefined ? [] : ['', `Figures of pixels are taken at ${size}.`]),
  ];
}

export interface ReportParts {
  readonly run: KeptRun;
  readonly hasWeights: boolean;
}

export function writeReport({ run, hasWeights }: ReportParts): string {
  const { results, name, finishedAt } = run;
  const { dataset, evaluation } = results;
  const { train, testNormal, testDefective } = dataset.counts;
  const interval = evaluation.aurocInterval?.map(three).join(' to ') ?? 'not computed';
  const defects = evaluation.defects.map(
    (one) => `| ${plainText(one.defect)} | ${one.images} | ${three(one.auroc)} |`,
  );
  return [
    `# ${plainText(name === '' ? dataset.name : name)}`,
    '',
    `A run of ${plainText(results.app)}, finished ${timeText(finishedAt) || 'at an unknown time'}.`,
    '',
    `- Dataset: ${plainText(dataset.name)} (fingerprint ${plainText(dataset.fingerprint.slice(0, 8))}): ${train} normal images to learn from, ${testNormal} normal and ${testDefective} defective ones to test.`,
    ...(dataset.region === undefined
      ? []
      : [
          `- Region of interest: ${(100 * countedShare(dataset.region)).toFixed(1)} % of each image counts; scores, maps and figures of pixels leave the rest out.`,
        ]),
    `- ${deviceLine(results)}`,
    `- Seed: ${results.seed}`,
    '',
    `## AUROC ${three(evaluation.auroc)}`,
    '',
    `95 % interval over the test images: ${interval}. Score: ${evaluation.score}.`,
    `True positives at 5 % false ones: ${three(evaluation.tprAt5)}.`,
    '',
    ...figureLines(evaluation),
    '',
    '| defect | images | AUROC |',
    '| --- | --- | --- |',
    ...defects,
    '',
    '## Settings that are not the defaults',
    '',
    ...settingLines(results),
    '',
    '## Files',
    '',
    '- `run.json`: everything above as data.',
    '- `events.ndjson`: what happened, an event a line; Kizu tells the run again from it.',
    '- `scores.csv`: the score of each test image.',
    '- `figures.csv`: the numbers that papers report.',
    ...(hasWeights
      ? ['- `weights.safetensors`: the trained network, named as in PyTorch.']
      : ['- No weights: the network of this run was not at hand when it was saved.']),
    '- `reproduce.py`: computes AUROC and ROC from `scores.csv` and compares them with `run.json`: `python3 reproduce.py`.',
    '',
    'Drop the zip on Kizu to have the run back.',
    '',
  ].join('\n');
}
