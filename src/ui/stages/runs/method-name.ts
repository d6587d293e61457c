/** What a column of the table is called: its detector, how it was trained where that is not as planned, and what was set. */
import { changedKnobs } from '../../../core/experiment/changed.ts';
import { knobs } from '../../../core/experiment/experiment.ts';
import type { TableMethod, TableTraining } from '../../../core/run/table.ts';
import { faceOf } from '../../../detectors/faces.ts';
import { knobValue } from '../../controls/FixedKnob.tsx';
import type { Speech } from '../../hooks/stages.ts';
import { tableSentences, tableText } from '../../text/table.ts';

function trainingWords(training: TableTraining, { say }: Speech): string[] {
  if (typeof training === 'object') return [say(tableSentences.stoppedAt)(training.stoppedAt)];
  if (training === 'as-planned') return [];
  return [say(tableText[training])];
}

type Named = Pick<TableMethod, 'detector' | 'config' | 'training'>;

export function methodName({ detector, config, training }: Named, speech: Speech): string {
  const face = faceOf(detector);
  const settings = changedKnobs(config).map(
    (name) => `${speech.say(knobs[name].label)} ${knobValue(name, config[name], speech)}`,
  );
  const label = face === undefined ? detector : speech.say(face.label);
  return [label, ...trainingWords(training, speech), ...settings].join(' · ');
}
