/** The ROC curve of the images scored so far. */
import { liveRoc, type LiveRoc } from '../../../state/evaluation/evaluation-selectors.ts';
import { nearestThreshold, operatingPointAt } from '../../../state/evaluation/threshold.ts';
import { LineFigure } from '../../charts/lines/LineFigure.tsx';
import { PlotHandle } from '../../charts/plot/PlotHandle.tsx';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import styles from '../Results.module.css';
import { BeforeTrainingLine } from './BeforeTrainingLine.tsx';
import { FewImages } from './FewImages.tsx';
import { StatisticLine } from './StatisticLine.tsx';

/** Known once all images are scored. */
function Interval({ interval }: { readonly interval: readonly [number, number] | null }) {
  const { say } = useSpeech();
  if (interval === null) return null;
  const [low, high] = interval.map((end) => end.toFixed(3));
  return <span className={notes.note}>{say(sentences.intervalLine)(low ?? '', high ?? '')} </span>;
}

/** The threshold as a point of the curve. */
function RocHandle({ curve }: { readonly curve: LiveRoc }) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const point = threshold === undefined ? undefined : operatingPointAt(items, threshold);
  if (threshold === undefined || point === undefined) return null;
  const { thresholds } = curve;
  const at = Math.max(
    1,
    thresholds.findLastIndex((one) => one >= threshold),
  );
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return (
    <PlotHandle
      point={{ x: point.fpr, y: point.tpr }}
      name={say(evaluateText.rocOperatingPoint)}
      text={say(sentences.operatingLine)(percent(point.tpr), percent(point.fpr))}
      onDrag={({ x, y }) => {
        evaluation.moveThreshold(nearestThreshold(curve, thresholds, { fpr: x, tpr: y }) ?? threshold);
      }}
      onStep={(by) => {
        evaluation.moveThreshold(thresholds[Math.max(1, at + by)] ?? threshold);
      }}
    />
  );
}

/** A number in large type, or in small type how far scoring is. */
function Headline({ area }: { readonly area: string | undefined }) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  const done = useSlice(evaluation.store, (state) => state.items.length);
  const total = useSlice(evaluation.store, (state) => state.total);
  return (
    <p className={styles.headline}>
      {area !== undefined && (
        <>
          AUROC <strong>{area}</strong> <Interval interval={results?.evaluation.aurocInterval ?? null} />
        </>
      )}
      <span className={notes.note}>{say(sentences.scoringLine)(done, total)}</span>
    </p>
  );
}

export function RocFigure() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const total = useSlice(evaluation.store, (state) => state.total);
  const status = useSlice(evaluation.store, (state) => state.status);
  if (items.length === 0 && status !== 'running')
    return <p className={styles.waiting}>{say(stageText.beforeEvaluation)}</p>;
  const curve = liveRoc(items);
  const area = curve?.auroc.toFixed(3);
  const points = curve?.points.map(({ fpr, tpr }) => ({ x: fpr, y: tpr })) ?? [];
  return (
    <>
      <FewImages />
      <Headline area={area} />
      <StatisticLine />
      <BeforeTrainingLine />
      {curve === undefined && items.length > 0 && <p className={notes.note}>{say(stageText.oneClass)}</p>}
      <LineFigure
        summary={say(sentences.rocSummary)(area ?? say(stageText.notComputed), items.length, total)}
        x={{ label: say(stageText.falsePositives), domain: [0, 1] }}
        y={{ label: say(stageText.truePositives), domain: [0, 1] }}
        series={[{ label: say(stageText.rocCurve), points, colour: 'var(--normal)', dash: 'plain' }]}
        diagonal
        height={260}
        handle={curve !== undefined && <RocHandle curve={curve} />}
      />
    </>
  );
}
