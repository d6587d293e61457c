/** The threshold from normal images that are no tests: what is asked, what is promised, and the three verdicts on the test images. */
import { useMemo } from 'react';
import { isProven, type CalibrationBasis } from '../../../core/inspect/calibration.ts';
import { limitsOf, verdictOf, verdicts, type Limits } from '../../../core/inspect/verdict.ts';
import { cheapestThreshold, type AlarmCosts } from '../../../core/metrics/alarm-costs.ts';
import { alarmShareRange } from '../../../core/metrics/conformal.ts';
import { faces } from '../../../detectors/faces.ts';
import type { EvaluationState } from '../../../state/evaluation/evaluation.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { verdictText } from '../../text/inspect.ts';
import { promiseOf, promisePercent, promiseSentences, promiseText } from '../../text/promise.ts';
import { stageText } from '../../text/stages.ts';
import { AlarmChoice } from '../promise/AlarmChoice.tsx';

const short = (score: number) => String(Number(score.toPrecision(4)));

const limitsFrom = ({ validation }: Pick<EvaluationState, 'validation'>, rate: number) =>
  limitsOf(
    validation.map(({ score }) => score),
    rate,
  );

/** Limits at the share that is asked for; `undefined` where no normal image was kept from the detector. */
export function usePromisedLimits(): Limits | undefined {
  const { evaluation, inspect } = useStages();
  const validation = useSlice(evaluation.store, (state) => state.validation);
  const rate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  return useMemo(() => limitsFrom({ validation }, rate), [validation, rate]);
}

function VerdictTable({ limits }: { readonly limits: Limits }) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const count = (label: 0 | 1, wanted: string) =>
    items.filter((item) => item.label === label && verdictOf(item.score, limits) === wanted).length;
  const columns = verdicts.toReversed();
  return (
    <table className={tables.table}>
      <caption>{say(promiseText.verdictsOf)}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((verdict) => (
            <th key={verdict} scope="col">
              {say(verdictText[verdict])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {([0, 1] as const).map((label) => (
          <tr key={label}>
            <th scope="row">{say(label === 0 ? stageText.normal : stageText.defective)}</th>
            {columns.map((verdict) => (
              <td key={verdict}>{count(label, verdict)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From labelled test images: an extra, and said to be one. */
function Cheapest({ costs }: { readonly costs: AlarmCosts }) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const validation = useSlice(evaluation.store, (state) => state.validation);
  const normals = validation.map(({ score }) => score);
  const defects = items.filter(({ label }) => label === 1).map(({ score }) => score);
  const found = cheapestThreshold(normals, defects, costs);
  if (found === undefined) return null;
  const { threshold, falseAlarmRate, missRate } = found;
  if (!Number.isFinite(threshold)) return <p className={notes.note}>{say(promiseSentences.noAlarmPays)}</p>;
  return (
    <>
      <p className={notes.note}>
        {say(promiseSentences.cheapest)(promisePercent(falseAlarmRate), promisePercent(missRate))}
      </p>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            evaluation.moveThreshold(threshold);
          }}
        >
          {say(promiseText.cheapest)}
        </button>
      </div>
    </>
  );
}

/** Why nothing is promised, and what to do. */
function NothingKept() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const id = useSlice(evaluation.store, (state) => state.results?.config.detector);
  const isTrained = id !== undefined && faces[id].needs.training;
  return (
    <p className={notes.reason}>
      {say(promiseText.nothingKept)} {say(isTrained ? promiseText.keepTrained : promiseText.keepDirect)}
    </p>
  );
}

interface PromisedProps {
  readonly limits: Limits;
  readonly basis: CalibrationBasis;
}

function Promised({ limits, basis }: PromisedProps) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const rate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  const { images, promised, look, bad } = limits;
  const rank = Math.round((1 - promised) * (images + 1));
  const [low, high] = alarmShareRange({ rank, images }).map(promisePercent);
  return (
    <>
      <p>
        <strong>{say(promiseOf(limits, rate, basis))}</strong>
      </p>
      <p className={notes.note}>
        {say(promiseSentences.basis(basis, images))}{' '}
        {isProven(basis) && `${say(promiseSentences.range)(low ?? '', high ?? '')} `}
        {say(promiseSentences.limits)(short(look), short(bad))}
      </p>
      <VerdictTable limits={limits} />
    </>
  );
}

export function PromisedThreshold() {
  const { evaluation, inspect } = useStages();
  const limits = usePromisedLimits();
  const basis = useSlice(evaluation.store, (state) => state.validationBasis) ?? 'validation';
  const costs = useSlice(inspect.store, (state) => state.alarmCosts);
  const isDone = useSlice(evaluation.store, (state) => state.results !== undefined);
  if (!isDone) return null;
  if (limits === undefined) return <NothingKept />;
  return (
    <>
      <AlarmChoice
        onAsk={() => {
          const next = limitsFrom(evaluation.store.getState(), inspect.store.getState().falseAlarmRate);
          if (next !== undefined) evaluation.moveThreshold(next.look);
        }}
      />
      <Promised limits={limits} basis={basis} />
      {costs !== undefined && <Cheapest costs={costs} />}
    </>
  );
}
