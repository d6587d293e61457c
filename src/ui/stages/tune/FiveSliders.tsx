/** The five settings that a pseudo-anomaly is made by, one slider each: how much of it there may be. */
import { useEffect, useRef } from 'react';
import { knobs, type Experiment, type KnobName } from '../../../core/experiment/experiment.ts';
import { snap } from '../../../core/experiment/parse.ts';
import { isRelevant } from '../../../core/experiment/relevance.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { overviewSentences, overviewText } from '../../text/overview.ts';
import { hiddenChange } from '../../../state/studio/studio-selectors.ts';
import { gallerySentences } from '../../text/gallery.ts';
import notes from '../../controls/Notes.module.css';
import styles from './Sliders.module.css';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** As it is shown and read aloud. */
  readonly shown: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: number) => void;
}

function Slider({ label, value, min, max, step, shown, isDisabled, onChange }: SliderProps) {
  return (
    <label className={styles.slider} data-disabled={isDisabled}>
      <span>{label}</span>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={shown}
        {...{ min, max, step, value }}
        disabled={isDisabled}
        onChange={(event) => {
          onChange(event.target.valueAsNumber);
        }}
      />
      <output>{shown}</output>
    </label>
  );
}

/** Whether a setting cannot be moved here: it says nothing with the generator, or the lesson's link holds it. */
function useIsDisabled(): (name: KnobName) => boolean {
  const { experiment, learn } = useStages();
  const settings = useSlice(experiment.store, (state) => state.experiment);
  return (name) => !isRelevant(name, settings) || learn.withheld.has(name);
}

type Range = 'rotation' | 'shift' | 'patchArea';

/** The upper end of a range; the lower one gives way to it, and comes back. */
function RangeSlider({ name, isLog = false }: { readonly name: Range; readonly isLog?: boolean }) {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const knob = knobs[name];
  const [low, high] = useSlice(experiment.store, (state) => state.experiment[name]);
  const isDisabled = useIsDisabled()(name);
  const wanted = useRef(low);
  const own = useRef(high);
  useEffect(() => {
    if (high !== own.current) wanted.current = low; // set elsewhere
    own.current = high;
  }, [low, high]);
  const [to, from] = isLog ? [Math.log, Math.exp] : [Number, Number];
  const text = `${high} ${knob.unit}`;
  return (
    <Slider
      label={say(knob.label)}
      min={to(knob.min)}
      max={to(knob.max)}
      step={isLog ? 0.05 : knob.step}
      value={to(high)}
      shown={say(overviewSentences.upTo)(text)}
      isDisabled={isDisabled}
      onChange={(moved) => {
        const next = snap(knob, from(moved));
        own.current = next;
        experiment.set(name, [Math.min(wanted.current, next), next]);
      }}
    />
  );
}

const colours = ['brightness', 'contrast', 'saturation', 'hue'] as const;

/** Hue goes round in one turn, so that less of it is as much to the eye. */
const hueShare = 1 / 7;

function ColourSlider() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const value = useSlice(experiment.store, ({ experiment: { brightness, contrast, saturation } }) =>
    Math.max(brightness, contrast, saturation),
  );
  const isDisabled = useIsDisabled();
  return (
    <Slider
      label={say(overviewText.colour)}
      min={0}
      max={knobs.brightness.max}
      step={knobs.brightness.step}
      value={value}
      shown={say(overviewSentences.upTo)(`±${Math.round(100 * value)} %`)}
      isDisabled={colours.some(isDisabled)}
      onChange={(next) => {
        const hue = snap(knobs.hue, next * hueShare);
        experiment.apply({ brightness: next, contrast: next, saturation: next, hue });
      }}
    />
  );
}

/** Where T tells something, by the statistic: of whole images SSIM is near 1 always. */
function trackOf({ gateStatistic }: Experiment): { readonly min: number; readonly step: number } {
  return gateStatistic.startsWith('patch') ? { min: 0, step: 0.01 } : { min: 0.95, step: 0.0005 };
}

function ThresholdSlider() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const settings = useSlice(experiment.store, (state) => state.experiment);
  const isDisabled = useIsDisabled()('gateThreshold') || !settings.gateEnabled;
  return (
    <Slider
      label={say(overviewText.gateThreshold)}
      {...trackOf(settings)}
      max={1}
      value={settings.gateThreshold}
      shown={String(settings.gateThreshold)}
      isDisabled={isDisabled}
      onChange={(next) => {
        experiment.set('gateThreshold', snap(knobs.gateThreshold, next));
      }}
    />
  );
}

/** Sliders that change nothing to be seen of these images; colour is one if none of its four is seen. */
function Unseen() {
  const { studio } = useStages();
  const { say } = useSpeech();
  const changes = useSlice(studio.store, (state) => state.changes);
  const isHidden = (name: KnobName) => hiddenChange(changes, name) !== undefined;
  const names = (['rotation', 'shift'] as const).filter(isHidden).map((name) => say(knobs[name].label));
  const all = colours.every(isHidden) ? [...names, say(overviewText.colour)] : names;
  if (all.length === 0) return null;
  return <p className={notes.note}>{say(gallerySentences.noneSeen)(all)}</p>;
}

interface FiveSlidersProps {
  /** Side by side, each under its name. */
  readonly isRow?: boolean;
}

export function FiveSliders({ isRow = false }: FiveSlidersProps) {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const isOther = useSlice(experiment.store, (state) => !isRelevant('rotation', state.experiment));
  return (
    <div className={styles.sliders} data-row={isRow} role="group" aria-label={say(overviewText.knobs)}>
      <RangeSlider name="rotation" />
      <RangeSlider name="shift" />
      <ColourSlider />
      <RangeSlider name="patchArea" isLog />
      <ThresholdSlider />
      {isOther && <p className={notes.note}>{say(overviewText.notOfUse)}</p>}
      <Unseen />
    </div>
  );
}
