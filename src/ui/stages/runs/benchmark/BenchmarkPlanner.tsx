/** Chooses detectors, categories and seeds, says what they will cost, and begins. */
import { useState } from 'react';
import { usualSettings } from '../../../../core/experiment/choose-detector.ts';
import { detectorOptions, type DetectorName } from '../../../../core/experiment/detectors.ts';
import type { Experiment } from '../../../../core/experiment/experiment.ts';
import { isSampleName } from '../../../../core/dataset/samples/samples.ts';
import { cellsOf, type Plan, type PlanCategory } from '../../../../core/run/plan/plan.ts';
import { planCost } from '../../../../core/run/plan/plan-cost.ts';
import { writePlan } from '../../../../core/run/plan/read-plan.ts';
import { faces } from '../../../../detectors/faces.ts';
import buttons from '../../../controls/Buttons.module.css';
import fields from '../../../controls/Fields.module.css';
import notes from '../../../controls/Notes.module.css';
import { saveFile } from '../../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { benchmarkSentences, benchmarkText } from '../../../text/benchmark.ts';
import { nameOfImages, sampleNames } from '../../../text/samples.ts';
import { duration } from '../../../text/units.ts';
import styles from './Benchmark.module.css';

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

function Cost({ plan }: { readonly plan: Plan }) {
  const { benchmark } = useStages();
  const { say, language } = useSpeech();
  const measured = useSlice(benchmark.store, (state) => state.measured);
  const cells = cellsOf(plan);
  const { ms, unknown } = planCost(cells, measured);
  const strangers = [...new Set(unknown.map(({ experiment }) => say(faces[experiment.detector].label)))];
  const { detectors, categories, seeds } = plan;
  return (
    <p role="status">
      {say(benchmarkSentences.count)(detectors.length, categories.length, seeds.length, cells.length)}{' '}
      {ms > 0 && say(benchmarkSentences.cost)(duration(ms, language))}{' '}
      {unknown.length > 0 && say(benchmarkSentences.unknown)(unknown.length, strangers)}
    </p>
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

function Begin({ plan }: { readonly plan: Plan }) {
  const { benchmark } = useStages();
  const { say } = useSpeech();
  const isEmpty = cellsOf(plan).length === 0;
  return (
    <>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          disabled={isEmpty}
          onClick={() => void benchmark.start(plan)}
        >
          {say(benchmarkText.start)}
        </button>
        <button
          type="button"
          className={buttons.button}
          disabled={isEmpty}
          onClick={() => {
            saveFile(new Blob([writePlan(plan)], { type: 'application/json' }), 'plan.json');
          }}
        >
          {say(benchmarkText.savePlan)}
        </button>
      </div>
      <p className={notes.note}>{say(benchmarkText.savePlanHint)}</p>
    </>
  );
}

/** Most seeds of one plan. */
const mostSeeds = 20;

export function BenchmarkPlanner() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const current = useSlice(experiment.store, (state) => state.experiment);
  const categories = useCategories();
  const [names, setNames] = useState<ReadonlySet<string>>(new Set([current.detector]));
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [seeds, setSeeds] = useState(1);
  const [first, setFirst] = useState(1);
  const plan: Plan = {
    detectors: detectorOptions
      .filter(({ value }) => names.has(value))
      .map(({ value }) => settingsFor(value, current)),
    categories: categories.filter(({ key }) => keys.has(key)).map(({ category }) => category),
    seeds: Array.from({ length: seeds }, (_, i) => first + i),
  };
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
      </div>
      <Cost plan={plan} />
      <Begin plan={plan} />
    </>
  );
}
