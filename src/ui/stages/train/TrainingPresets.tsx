/** How long to wait: a card a preset, each with what it costs on this device once that is measured. */
import { useEffect, useMemo } from 'react';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import { trainSentences } from '../../text/train-sentences.ts';
import { trainText } from '../../text/train.ts';
import styles from '../Cards.module.css';
import {
  detectorOfPreset,
  fineTune,
  trainingPresetChanges,
  trainingPresetOf,
  trainingPresets,
} from '../../../core/experiment/training-presets.ts';
import { detectorPresets } from '../../../core/experiment/detector-presets.ts';
import type { Preset } from '../../../core/experiment/preset.ts';
import { needsTraining } from '../../../core/experiment/relevance.ts';
import { faces } from '../../../detectors/faces.ts';
import { totalMs } from '../../../core/run/cost.ts';
import { estimateFor } from '../../../state/training/cost.ts';
import { isTraining } from '../../../state/training/training.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { duration, megabytes } from '../../text/units.ts';

function Cost({ preset }: { readonly preset: Preset }) {
  const { cost, experiment } = useStages();
  const { say, language } = useSpeech();
  const state = useSlice(cost.store, (whole) => whole);
  const settings = useSlice(experiment.store, (one) => one.experiment);
  const asked = { ...settings, ...trainingPresetChanges(preset) };
  if (!needsTraining(asked)) return <small>{say(trainText.nothingTrained)}</small>;
  const estimate = estimateFor(state, asked);
  if (estimate === undefined) return state.isSlow ? null : <small>{say(trainText.measuredSoon)}</small>;
  const time = duration(totalMs({ ...estimate, steps: asked.steps }), language);
  const memory = estimate.bytes === undefined ? '' : megabytes(estimate.bytes);
  return <small>{say(trainSentences.presetCost)(time, memory)}</small>;
}

const allPresets: readonly Preset[] = [...trainingPresets, ...Object.values(detectorPresets).flat()];

/** Those of the chosen detector come last. */
function usePresets(): readonly Preset[] {
  const { experiment } = useStages();
  const own = useSlice(experiment.store, (state) => detectorPresets[state.experiment.detector]);
  return [...trainingPresets, ...own];
}

/** A short training is for pages without a GPU, fine-tuning for weights from a file; the chosen one is always there. */
function useOffered(chosen: Preset | undefined): readonly Preset[] {
  const { training, experiment } = useStages();
  const isSlow = useSlice(
    training.store,
    ({ device }) => device !== undefined && (device.isSoftware || device.backend !== 'webgpu'),
  );
  const isFromFile = useSlice(experiment.store, (state) => state.experiment.start === 'file');
  const isHidden = (preset: Preset) =>
    (preset.id.startsWith('short-') && !isSlow) || (preset === fineTune && !isFromFile);
  return usePresets().filter((preset) => preset === chosen || !isHidden(preset));
}

/** What is shown is measured when the device has time: the chosen settings first. */
function useCosts(settings: Experiment, offered: readonly Preset[]): void {
  const { cost } = useStages();
  const ids = offered.map(({ id }) => id).join(' ');
  const wanted = useMemo(() => {
    const shown = allPresets.filter(({ id }) => ids.split(' ').includes(id));
    return [settings, ...shown.map((preset) => ({ ...settings, ...trainingPresetChanges(preset) }))];
  }, [settings, ids]);
  useEffect(() => {
    cost.want(wanted);
    return () => {
      cost.want([]);
    };
  }, [cost, wanted]);
}

interface PresetCardsProps {
  readonly label: string;
  readonly presets: readonly Preset[];
  readonly chosen: Preset | undefined;
  /** Whether each says which detector it brings. */
  readonly namesDetector?: boolean;
}

function PresetCards({ label, presets, chosen, namesDetector = false }: PresetCardsProps) {
  const { experiment, training } = useStages();
  const { say } = useSpeech();
  const isBusy = useSlice(training.store, isTraining);
  if (presets.length === 0) return null;
  return (
    <div className={styles.cards} role="group" aria-label={label}>
      {presets.map((preset) => (
        <button
          key={preset.id}
          type="button"
          className={styles.choice}
          aria-pressed={preset === chosen}
          disabled={isBusy}
          onClick={() => {
            experiment.apply(trainingPresetChanges(preset));
          }}
        >
          <strong>{say(preset.label)}</strong>
          {namesDetector && <small>{say(faces[detectorOfPreset(preset)].label)}</small>}
          <Cost preset={preset} />
          <span>{say(preset.meaning)}</span>
        </button>
      ))}
    </div>
  );
}

/** Those that keep the detector, and apart from them those that would change it, unless a lesson holds it. */
export function TrainingPresets() {
  const { experiment, learn } = useStages();
  const { say } = useSpeech();
  const settings = useSlice(experiment.store, (state) => state.experiment);
  const chosen = trainingPresetOf(usePresets(), settings);
  const offered = useOffered(chosen);
  useCosts(settings, offered);
  const keeps = (preset: Preset) => detectorOfPreset(preset) === settings.detector;
  const others = learn.withheld.has('detector') ? [] : offered.filter((preset) => !keeps(preset));
  return (
    <>
      <PresetCards label={say(trainText.howLong)} presets={offered.filter(keeps)} chosen={chosen} />
      {others.length > 0 && <h3>{say(trainText.otherDetectors)}</h3>}
      <PresetCards label={say(trainText.otherDetectors)} presets={others} chosen={chosen} namesDetector />
    </>
  );
}
