/** ROC and loss of several runs in one chart each. */
import type { RunRecord } from '../../../state/runs/runs.ts';
import { LineFigure } from '../../charts/lines/LineFigure.tsx';
import type { Series } from '../../charts/lines/lines-props.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { runsSentences } from '../../text/runs.ts';
import { stageText } from '../../text/stages.ts';
import { runWithFile } from './run-title.ts';
import styles from './Runs.module.css';

const looks = [
  { colour: 'var(--normal)', dash: 'plain' },
  { colour: 'var(--defective)', dash: 'dashed' },
  { colour: 'var(--accepted)', dash: 'dotted' },
  { colour: 'var(--pseudo)', dash: 'dashed' },
  { colour: 'var(--text)', dash: 'dotted' },
] as const;

export const letterOf = (i: number) => String.fromCharCode(65 + i);

function lossPoints({ losses, steps }: RunRecord['results']['training']): Series['points'] {
  return losses.map((y, i) => ({ x: ((i + 1) * steps) / losses.length, y }));
}

function rocPoints({ fpr, tpr }: RunRecord['results']['evaluation']['roc']): Series['points'] {
  return fpr.map((x, i) => ({ x, y: tpr[i] ?? 1 }));
}

export function RunCurves({ records }: { readonly records: readonly RunRecord[] }) {
  const { say, language } = useSpeech();
  const labelOf = (record: RunRecord, i: number) => `${letterOf(i)} · ${runWithFile(record, language)}`;
  const seriesOf = (points: (record: RunRecord) => Series['points']) =>
    records.map((record, i): Series => ({
      label: labelOf(record, i),
      points: points(record),
      ...(looks[i] ?? looks[0]),
    }));
  const names = records.map(labelOf).join(', ');
  return (
    <div className={styles.curves}>
      <LineFigure
        summary={say(runsSentences.rocs)(names)}
        x={{ label: say(stageText.falsePositives), domain: [0, 1] }}
        y={{ label: say(stageText.truePositives), domain: [0, 1] }}
        series={seriesOf(({ results }) => rocPoints(results.evaluation.roc))}
        diagonal
        height={300}
      />
      <LineFigure
        summary={say(runsSentences.losses)(names)}
        x={{ label: say(stageText.step), domain: [0, 'auto'] }}
        y={{ label: say(stageText.loss), domain: ['auto', 'auto'] }}
        series={seriesOf(({ results }) => lossPoints(results.training)).map((one) => ({
          ...one,
          isNoisy: true,
        }))}
        height={300}
      />
    </div>
  );
}
