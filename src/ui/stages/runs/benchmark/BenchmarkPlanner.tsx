/** Chooses detectors, categories and seeds, says what they will cost, and begins. */
import { useState } from 'react';
import { usualSettings } from '../../../../core/experiment/choose-detector.ts';
import { detectorOptions, type DetectorName } from '../../../../core/experiment/detectors.ts';
import { knobs, type Experiment } from '../../../../core/experiment/experiment.ts';
import { isSampleName } from '../../../../core/dataset/samples/samples.ts';
import type { Plan, PlanCategory } from '../../../../core/run/plan/plan.ts';
import { atSize } from '../../../../core/run/plan/plan-size.ts';
import fields from '../../../controls/Fields.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { benchmarkText } from '../../../text/benchmark.ts';
import { nameOfImages, sampleNames } from '../../../text/samples.ts';
import styles from './Benchmark.module.css';
import { BeginPlan } from './BeginPlan.tsx';
import { OpenedPlan, PlanOpener, type OpenedFile } from './OpenedPlan.tsx';

interface Choice {
  readonly key: string;
  readonly label: string;
}

interface ChoicesProps {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

function Choices({ legend, choices, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map(({ key, label }) => (
        <label key={key} className={styles.choice}>
          <input
            type="checkbox"
            className={styles.box}
            checked={chosen.has(key)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) next.add(key);
              else next.delete(key);
              onChoose(next);
            }}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

interface CategoryChoice extends Choice {
  readonly category: PlanCategory;
}

/** Built-in ones, then those kept on this device. */
function useCategories(): CategoryChoice[] {
  const { storage } = useStages();
  const { say, language } = useSpeech();
  const report = useSlice(storage.store, (state) => state.report);
  const builtIn = Object.keys(sampleNames)
    .filter(isSampleName)
    .map((name) => ({
      key: name,
      label: `${nameOfImages(name, language)} (${say(benchmarkText.builtIn)})`,
      category: { name },
    }));
  const stored = (report?.datasets ?? []).map(({ id, name, fingerprint, preparation }) => ({
    key: id,
    label: `${name} (${preparation.side} px, ${say(benchmarkText.onDevice)})`,
    category: { name, fingerprint },
  }));
  return [...builtIn, ...stored];
}

/** The settings of each detector: those in use for the one that is in use, and what is usual for the others. */
function settingsFor(detector: DetectorName, current: Experiment): Experiment {
  if (detector !== current.detector) return usualSettings(detector);
  return { ...current, start: current.start === 'file' ? 'scratch' : current.start };
}

interface SizeProps {
  readonly value: Experiment['imageSize'];
  readonly onChange: (value: Experiment['imageSize']) => void;
}

/** One for all cells, so that detectors are compared at the same size. */
function SizeChoice({ value, onChange }: SizeProps) {
  const { say } = useSpeech();
  return (
    <label className={fields.labelled}>
      {say(benchmarkText.size)}
      <select
        className={fields.select}
        value={value}
        onChange={(event) => {
          const chosen = knobs.imageSize.options.find(
            (option) => String(option.value) === event.target.value,
          );
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {knobs.imageSize.options.map((option) => (
          <option key={option.value} value={option.value}>
            {say(option.label)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly onChange: (value: number) => void;
}

function NumberInput({ label, value, range: [min, max], onChange }: NumberProps) {
  return (
    <label className={fields.labelled}>
      {label}
      <input
        type="number"
        className={fields.factor}
        min={min}
        max={max}
        value={value}
        onChange={(event) => {
          const asked = Math.round(event.target.valueAsNumber);
          if (Number.isFinite(asked)) onChange(Math.min(max, Math.max(min, asked)));
        }}
      />
    </label>
  );
}

/** Most seeds of one plan. */
const mostSeeds = 20;

function PlanForm() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const current = useSlice(experiment.store, (state) => state.experiment);
  const categories = useCategories();
  const [names, setNames] = useState<ReadonlySet<string>>(new Set([current.detector]));
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [seeds, setSeeds] = useState(1);
  const [first, setFirst] = useState(1);
  const [size, setSize] = useState<Experiment['imageSize']>();
  const side = size ?? current.imageSize;
  const chosen: Plan = {
    detectors: detectorOptions
      .filter(({ value }) => names.has(value))
      .map(({ value }) => settingsFor(value, current)),
    categories: categories.filter(({ key }) => keys.has(key)).map(({ category }) => category),
    seeds: Array.from({ length: seeds }, (_, i) => first + i),
  };
  const plan = atSize(chosen, side);
  const detectors = detectorOptions.map(({ value, label }) => ({ key: value, label: say(label) }));
  return (
    <>
      <h3>{say(benchmarkText.plan)}</h3>
      <Choices legend={say(benchmarkText.detectors)} choices={detectors} chosen={names} onChoose={setNames} />
      <p className={notes.note}>
        {say(benchmarkText.settingsHint)} {current.start === 'file' && say(benchmarkText.startReplaced)}
      </p>
      <Choices legend={say(benchmarkText.categories)} choices={categories} chosen={keys} onChoose={setKeys} />
      <p className={notes.note}>{say(benchmarkText.dropHint)}</p>
      <div className={fields.fields}>
        <NumberInput
          label={say(benchmarkText.seeds)}
          value={seeds}
          range={[1, mostSeeds]}
          onChange={setSeeds}
        />
        <NumberInput
          label={say(benchmarkText.firstSeed)}
          value={first}
          range={[0, 1_000_000]}
          onChange={setFirst}
        />
        <SizeChoice value={side} onChange={setSize} />
      </div>
      <BeginPlan plan={plan} />
    </>
  );
}

/** Made of choices, or opened from a file. */
export function BenchmarkPlanner() {
  const [opened, setOpened] = useState<OpenedFile>();
  if (opened?.read.ok === true) {
    const close = () => {
      setOpened(undefined);
    };
    return <OpenedPlan file={opened.file} plan={opened.read.value} onClose={close} />;
  }
  return (
    <>
      <PlanForm />
      <PlanOpener file={opened} onOpen={setOpened} />
    </>
  );
}
