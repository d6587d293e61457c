/** Why Tune shows other pictures than usual, if the chosen training does that; said where it is chosen and where it is seen. */
import { presetInTune } from '../../../core/experiment/preset-in-tune.ts';
import { defaultExperiment, knobs } from '../../../core/experiment/experiment.ts';
import { faces } from '../../../detectors/faces.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { presetSentences } from '../../text/preset.ts';

export function PresetInTune() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const settings = useSlice(experiment.store, (state) => state.experiment);
  const found = presetInTune(settings);
  if (found === undefined) return null;
  const { preset, imageSize, generator, gateEnabled } = found;
  const name = say(presetSentences.name)(say(faces[settings.detector].label), say(preset.label));
  const kind = knobs.generator.options.find(({ value }) => value === generator);
  return (
    <div className={notes.note} role="status">
      {kind !== undefined && <p>{say(presetSentences.generator)(name, say(kind.label), !gateEnabled)}</p>}
      {imageSize !== undefined && (
        <p>{say(presetSentences.imageSize)(name, imageSize, defaultExperiment.imageSize)}</p>
      )}
    </div>
  );
}
