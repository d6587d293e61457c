/** Scores of normal and defective test images. */
import { edgesOver, histogram } from '../../../core/metrics/histogram.ts';
import { Bars } from '../../charts/Bars.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';

const bins = 24;

export function ScoreHistogram() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const edges = edgesOver(
    items.map(({ score }) => score),
    bins,
  );
  const scoresOf = (label: 0 | 1) => items.filter((item) => item.label === label).map(({ score }) => score);
  const [normal, defective] = [scoresOf(0), scoresOf(1)];
  return (
    <section aria-labelledby="scores" className={layout.section}>
      <h2 id="scores">{say(stageText.scores)}</h2>
      <Bars
        name={say(stageText.scores)}
        edges={edges}
        groups={[
          { label: say(stageText.normal), counts: histogram(normal, edges), tone: 'normal' },
          { label: say(stageText.defective), counts: histogram(defective, edges), tone: 'defective' },
        ]}
        summary={say(sentences.scoreSummary)(normal.length, defective.length)}
        format={(value) => value.toPrecision(3)}
        threshold={
          threshold === undefined
            ? undefined
            : {
                value: threshold,
                label: threshold.toPrecision(3),
                name: say(evaluateText.dragOperatingPoint),
                onMove: evaluation.moveThreshold,
              }
        }
      />
    </section>
  );
}
