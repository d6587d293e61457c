/** What is asked of the threshold: a share of false alarms, or costs from which one follows. Inspect and Evaluate share it. */
import { useState } from 'react';
import { breakEvenRate, type AlarmCosts } from '../../../core/metrics/alarm-costs.ts';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { Segments } from '../../controls/Segments.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { promisePercent, promiseSentences, promiseText } from '../../text/promise.ts';

/** Per cent. */
const [least, most] = [0.1, 50];

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly min: number;
  readonly max?: number;
}

function NumberField({ label, value, onChange, min, max }: NumberFieldProps) {
  return (
    <label className={fields.inlineField}>
      {label}
      <input
        type="number"
        min={min}
        max={max}
        step="any"
        value={value}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      />
    </label>
  );
}

interface AskProps {
  /** Called once the stage knows what is asked for now. */
  readonly onAsk?: (() => void) | undefined;
}

function RateField({ onAsk }: AskProps) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const rate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  const [typed, setTyped] = useState(String(Number((100 * rate).toFixed(2))));
  const value = Number(typed);
  const isUsable = typed.trim() !== '' && value >= least && value <= most;
  return (
    <>
      <NumberField
        label={say(promiseText.rate)}
        value={typed}
        min={least}
        max={most}
        onChange={(next) => {
          setTyped(next);
          const percent = Number(next);
          if (next.trim() === '' || percent < least || percent > most) return;
          inspect.setRate(percent / 100);
          onAsk?.();
        }}
      />
      {!isUsable && <p className={notes.reason}>{say(promiseText.rateWanted)}</p>}
    </>
  );
}

const names = ['miss', 'falseAlarm', 'prevalence'] as const;

type Typed = Readonly<Record<(typeof names)[number], string>>;

/** Nobody has said anything yet. */
const example: AlarmCosts = { miss: 100, falseAlarm: 5, prevalence: 0.01 };

function typedOf({ miss, falseAlarm, prevalence }: AlarmCosts): Typed {
  return {
    miss: String(miss),
    falseAlarm: String(falseAlarm),
    prevalence: String(Number((1000 * prevalence).toPrecision(6))),
  };
}

/** `undefined` for what is no cost. */
function costsFrom(typed: Typed): AlarmCosts | undefined {
  const [miss, falseAlarm] = [Number(typed.miss), Number(typed.falseAlarm)];
  const perThousand = Number(typed.prevalence);
  const isUsable =
    names.every((name) => typed[name].trim() !== '') &&
    miss > 0 &&
    falseAlarm > 0 &&
    Number.isFinite(miss + falseAlarm) &&
    perThousand >= 0.01 &&
    perThousand <= 999;
  return isUsable ? { miss, falseAlarm, prevalence: perThousand / 1000 } : undefined;
}

interface CostFieldsProps extends AskProps {
  readonly costs: AlarmCosts;
}

function CostFields({ costs, onAsk }: CostFieldsProps) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const rate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  const [typed, setTyped] = useState(typedOf(costs));
  const even = breakEvenRate(costs);
  return (
    <>
      {names.map((name) => (
        <NumberField
          key={name}
          label={say(promiseText[name])}
          value={typed[name]}
          min={0.01}
          onChange={(next) => {
            const all = { ...typed, [name]: next };
            setTyped(all);
            const found = costsFrom(all);
            if (found === undefined) return;
            inspect.setCosts(found);
            onAsk?.();
          }}
        />
      ))}
      <p className={notes.note}>
        {costsFrom(typed) === undefined
          ? say(promiseText.costsWanted)
          : say(promiseSentences.costs)(promisePercent(Math.min(1, even)), promisePercent(rate))}
      </p>
    </>
  );
}

export function AlarmChoice({ onAsk }: AskProps) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const costs = useSlice(inspect.store, (state) => state.alarmCosts);
  return (
    <div className={fields.stacked}>
      <div className={buttons.row}>
        <Segments
          name={say(promiseText.askBy)}
          value={costs === undefined ? 'rate' : 'costs'}
          options={[
            { value: 'rate', label: say(promiseText.byRate) },
            { value: 'costs', label: say(promiseText.byCosts) },
          ]}
          onChange={(by) => {
            inspect.setCosts(by === 'costs' ? example : undefined);
            onAsk?.();
          }}
        />
      </div>
      {costs === undefined ? <RateField onAsk={onAsk} /> : <CostFields costs={costs} onAsk={onAsk} />}
    </div>
  );
}
