/** The threshold by number, what it does to the test images, and where it came from. */
import { tprAtFpr } from '../../../core/metrics/operating-point.ts';
import { operatingPointAt, type OperatingPoint } from '../../../state/evaluation/threshold.ts';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { evaluateText } from '../../text/evaluate.ts';
import { promiseText } from '../../text/promise.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';
import { PromisedThreshold, usePromisedLimits } from './PromisedThreshold.tsx';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function ConfusionTable({ point }: { readonly point: OperatingPoint }) {
  const { say } = useSpeech();
  return (
    <table className={tables.table}>
      <thead>
        <tr>
          <td />
          <th scope="col">{say(evaluateText.predictedNormal)}</th>
          <th scope="col">{say(evaluateText.predictedDefective)}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{say(stageText.normal)}</th>
          <td>{point.trueNegatives}</td>
          <td>{point.falsePositives}</td>
        </tr>
        <tr>
          <th scope="row">{say(stageText.defective)}</th>
          <td>{point.falseNegatives}</td>
          <td>{point.truePositives}</td>
        </tr>
      </tbody>
    </table>
  );
}

function ThresholdButtons() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  const items = results?.evaluation.items ?? [];
  const best = results?.evaluation.f1Max?.threshold;
  const quiet = tprAtFpr(
    items.map(({ label }) => label),
    items.map(({ score }) => score),
    0.05,
  )?.threshold;
  const promised = usePromisedLimits()?.look;
  const choices = [
    ['promise', promiseText.use, promised],
    ['f1', evaluateText.useF1, best],
    ['fpr5', evaluateText.useFpr5, quiet],
  ] as const;
  return (
    <div className={buttons.row}>
      {choices.map(([name, word, value]) => (
        <button
          key={name}
          type="button"
          className={buttons.button}
          disabled={value === undefined || !Number.isFinite(value)}
          onClick={() => {
            if (value !== undefined) evaluation.moveThreshold(value);
          }}
        >
          {say(word)}
        </button>
      ))}
    </div>
  );
}

export function OperatingPointSection() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const promised = usePromisedLimits()?.look;
  const items = useSlice(evaluation.store, (state) => state.items);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  if (threshold === undefined) return null;
  const point = operatingPointAt(items, threshold);
  return (
    <section aria-labelledby="operating-point" className={layout.section}>
      <h2 id="operating-point">{say(evaluateText.operatingPoint)}</h2>
      <label className={fields.inlineField}>
        {say(evaluateText.thresholdValue)}
        <input
          type="number"
          step="any"
          value={Number(threshold.toPrecision(6))}
          onChange={(event) => {
            evaluation.moveThreshold(event.target.valueAsNumber);
          }}
        />
      </label>
      <ThresholdButtons />
      <PromisedThreshold />
      {point !== undefined && (
        <>
          <p className={notes.reason}>
            {say(sentences.operatingLine)(percent(point.tpr), percent(point.fpr))}
          </p>
          <ConfusionTable point={point} />
        </>
      )}
      <p className={notes.note}>
        {say(threshold === promised ? promiseText.fixedBefore : evaluateText.pickedOnTest)}
      </p>
    </section>
  );
}
