/** What the scores would mean on a line: false alarms, misses, the worth of an alarm, and whether a mere statistic does as well. */
import { useState } from 'react';
import { normalClass, type DatasetItem } from '../../../core/dataset/dataset.ts';
import {
  falseAlarmsAtRecall,
  missesAtFalseAlarms,
  precisionInterval,
} from '../../../core/metrics/alarm-rates.ts';
import { wilsonInterval } from '../../../core/metrics/proportion.ts';
import { auroc } from '../../../core/metrics/roc.ts';
import { operatingPointAt } from '../../../state/evaluation/threshold.ts';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { numberSentences, numberText } from '../../text/numbers.ts';
import layout from '../Layout.module.css';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const range = ([low, high]: readonly [number, number]) => `${percent(low)} – ${percent(high)}`;

/** The grey statistic of whole images that tells the classes apart best, in either direction. */
function bestStatistic(items: readonly DatasetItem[] | undefined) {
  const tests = items?.filter(({ split, facts }) => split === 'test' && facts !== undefined) ?? [];
  const labels = tests.map(({ defect }): 0 | 1 => (defect === normalClass ? 0 : 1));
  const found = (['medianGray', 'contrast', 'sharpness'] as const).flatMap((name) => {
    const area = auroc(
      labels,
      tests.map(({ facts }) => facts?.[name] ?? Number.NaN),
    );
    return area === undefined ? [] : [{ name, area: Math.max(area, 1 - area) }];
  });
  return found.sort((a, b) => b.area - a.area).at(0);
}

/** Beside the AUROC: what a number of the whole image alone reaches. */
function StatisticLine({ area }: { readonly area: number }) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const dataset = useSlice(evaluation.store, (state) => state.dataset);
  const best = bestStatistic(dataset?.items);
  if (best === undefined) return null;
  const words = say(numberSentences.statistic)(say(numberText[best.name]), best.area.toFixed(3));
  const verdict = area <= best.area ? numberText.noBetter : numberText.betterThanStatistic;
  return (
    <p className={area <= best.area ? notes.reason : notes.note}>
      {words} {say(verdict)}
    </p>
  );
}

function WorthOfAlarm() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const [perThousand, setPerThousand] = useState(10);
  const items = useSlice(evaluation.store, (state) => state.items);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const point = threshold === undefined ? undefined : operatingPointAt(items, threshold);
  if (point === undefined) return null;
  const found = { hits: point.truePositives, of: point.truePositives + point.falseNegatives };
  const alarms = { hits: point.falsePositives, of: point.falsePositives + point.trueNegatives };
  const thousand = (share: number) => String(Math.round(1000 * share));
  const [low, high] = wilsonInterval(alarms.hits, alarms.of);
  const isUsable = perThousand > 0 && perThousand < 1000;
  return (
    <>
      <p>{say(numberSentences.perThousand)(thousand(point.fpr), thousand(low), thousand(high))}</p>
      <label className={fields.inlineField}>
        {say(numberText.prevalence)}
        <input
          type="number"
          min={1}
          max={999}
          value={perThousand}
          onChange={(event) => {
            setPerThousand(event.target.valueAsNumber);
          }}
        />
      </label>
      <p className={notes.note}>
        {isUsable
          ? say(numberSentences.worth)(range(precisionInterval(perThousand / 1000, found, alarms)))
          : say(numberText.prevalenceWanted)}
      </p>
    </>
  );
}

export function AlarmRates() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results?.evaluation.auroc == null) return null;
  const labels = results.evaluation.items.map(({ label }) => label);
  const scores = results.evaluation.items.map(({ score }) => score);
  const rates = [
    falseAlarmsAtRecall(labels, scores, 0.95),
    falseAlarmsAtRecall(labels, scores, 0.99),
    missesAtFalseAlarms(labels, scores, 0.01),
  ].map((rate) => (rate === undefined ? '–' : percent(rate)));
  return (
    <section aria-labelledby="alarm-rates" className={layout.section}>
      <h2 id="alarm-rates">{say(numberText.onTheLine)}</h2>
      <StatisticLine area={results.evaluation.auroc} />
      <p>{say(numberSentences.rates)(rates[0] ?? '–', rates[1] ?? '–', rates[2] ?? '–')}</p>
      <WorthOfAlarm />
    </section>
  );
}
