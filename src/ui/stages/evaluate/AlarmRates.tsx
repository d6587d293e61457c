/** What the scores would mean on a line: false alarms, misses, and the worth of an alarm. */
import { useState } from 'react';
import {
  falseAlarmsAtRecall,
  missesAtFalseAlarms,
  precisionInterval,
} from '../../../core/metrics/alarm-rates.ts';
import { wilsonInterval } from '../../../core/metrics/proportion.ts';
import { operatingPointAt } from '../../../state/evaluation/threshold.ts';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { numberSentences, numberText } from '../../text/numbers.ts';
import layout from '../Layout.module.css';
import { ScoreMeaning } from './ScoreMeaning.tsx';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const range = ([low, high]: readonly [number, number]) => `${percent(low)} – ${percent(high)}`;

interface PrevalenceProps {
  readonly perThousand: number;
  readonly onChange: (perThousand: number) => void;
}

const isUsable = (perThousand: number) => perThousand > 0 && perThousand < 1000;

function WorthOfAlarm({ perThousand, onChange }: PrevalenceProps) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const point = threshold === undefined ? undefined : operatingPointAt(items, threshold);
  if (point === undefined) return null;
  const found = { hits: point.truePositives, of: point.truePositives + point.falseNegatives };
  const alarms = { hits: point.falsePositives, of: point.falsePositives + point.trueNegatives };
  const thousand = (share: number) => String(Math.round(1000 * share));
  const [low, high] = wilsonInterval(alarms.hits, alarms.of);
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
            onChange(event.target.valueAsNumber);
          }}
        />
      </label>
      <p className={notes.note}>
        {isUsable(perThousand)
          ? say(numberSentences.worth)(range(precisionInterval(perThousand / 1000, found, alarms)))
          : say(numberText.prevalenceWanted)}
      </p>
    </>
  );
}

export function AlarmRates() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const [perThousand, setPerThousand] = useState(10);
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results?.evaluation.auroc == null) return null;
  const { items } = results.evaluation;
  const labels = items.map(({ label }) => label);
  const scores = items.map(({ score }) => score);
  const rates = [
    falseAlarmsAtRecall(labels, scores, 0.95),
    falseAlarmsAtRecall(labels, scores, 0.99),
    missesAtFalseAlarms(labels, scores, 0.01),
  ].map((rate) => (rate === undefined ? '–' : percent(rate)));
  return (
    <section aria-labelledby="alarm-rates" className={layout.section}>
      <h2 id="alarm-rates">{say(numberText.onTheLine)}</h2>
      <p>{say(numberSentences.rates)(rates[0] ?? '–', rates[1] ?? '–', rates[2] ?? '–')}</p>
      <WorthOfAlarm perThousand={perThousand} onChange={setPerThousand} />
      {isUsable(perThousand) && <ScoreMeaning items={items} prevalence={perThousand / 1000} />}
    </section>
  );
}
