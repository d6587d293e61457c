/** ROC curve of the current setting over the one before, and the scores of both classes. */
import { memo } from 'react';
import { edgesOver, histogram } from '../../../../core/metrics/histogram.ts';
import { liveRoc } from '../../../../state/evaluation/evaluation-selectors.ts';
import { Bars } from '../../../charts/Bars.tsx';
import { LineFigure } from '../../../charts/lines/LineFigure.tsx';
import type { Series } from '../../../charts/lines/lines-props.ts';
import { useSpeech } from '../../../hooks/stages.ts';
import { useThrottled } from '../../../hooks/throttled.ts';
import { liveText } from '../../../text/live.ts';
import layout from '../../Layout.module.css';
import { useAnswer, type ShownAnswer } from './use-answer.ts';
import { sentences } from '../../../text/sentences.ts';
import { stageText } from '../../../text/stages.ts';

const bins = 20;

/** Charts are drawn at most so often while images are scored, and apart: both at once would hold the page for twice as long. */
const rocMs = 500;
const scoresMs = 700;

/** Redrawn only when images change: progress is reported ten times a second. */
const Roc = memo(function Roc({ items, before }: Pick<ShownAnswer, 'items' | 'before'>) {
  const { say } = useSpeech();
  const lines = [
    {
      curve: liveRoc(before),
      label: say(liveText.before),
      dash: 'dashed',
      opacity: 0.7,
      colour: 'var(--muted)',
    },
    {
      curve: liveRoc(items),
      label: say(liveText.current),
      dash: 'plain',
      opacity: 1,
      colour: 'var(--normal)',
    },
  ] as const;
  const series = lines.flatMap(({ curve, ...line }): Series[] =>
    curve === undefined
      ? []
      : [{ ...line, points: curve.points.map(({ fpr, tpr }) => ({ x: fpr, y: tpr })) }],
  );
  const area = lines[1].curve?.auroc.toFixed(3) ?? say(stageText.notComputed);
  return (
    <LineFigure
      summary={say(sentences.rocSummary)(area, items.length, items.length)}
      x={{ label: say(stageText.falsePositives), domain: [0, 1] }}
      y={{ label: say(stageText.truePositives), domain: [0, 1] }}
      series={series}
      diagonal
      height={220}
    />
  );
});

const Scores = memo(function Scores({ items }: Pick<ShownAnswer, 'items'>) {
  const { say } = useSpeech();
  const edges = edgesOver(
    items.map(({ score }) => score),
    bins,
  );
  const scoresOf = (label: 0 | 1) => items.filter((item) => item.label === label).map(({ score }) => score);
  const [normal, defective] = [scoresOf(0), scoresOf(1)];
  return (
    <Bars
      name={say(stageText.scores)}
      edges={edges}
      groups={[
        { label: say(stageText.normal), counts: histogram(normal, edges), tone: 'normal' },
        { label: say(stageText.defective), counts: histogram(defective, edges), tone: 'defective' },
      ]}
      summary={say(sentences.scoreSummary)(normal.length, defective.length)}
      format={(value) => value.toPrecision(3)}
    />
  );
});

export function LiveCurves() {
  const { say } = useSpeech();
  const answer = useAnswer();
  const { items, before, isTest } = useThrottled(answer, rocMs);
  const { items: counted } = useThrottled(answer, scoresMs);
  if (!isTest || (items.length === 0 && before.length === 0)) return null;
  return (
    <div className={layout.twoColumns}>
      <div>
        <h3>{say(stageText.rocCurve)}</h3>
        <Roc items={items} before={before} />
      </div>
      {counted.length > 0 && (
        <div>
          <h3>{say(stageText.scores)}</h3>
          <Scores items={counted} />
        </div>
      )}
    </div>
  );
}
