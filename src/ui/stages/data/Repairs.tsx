/** Values of the link that could not be used as written, and what is used instead. */
import { knobs } from '../../../core/experiment/experiment.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { frameText } from '../../text/frame.ts';
import { sentences } from '../../text/sentences.ts';

export function Repairs() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const repairs = useSlice(experiment.store, (state) => state.repairs);
  if (repairs.length === 0) return null;
  return (
    <div role="alert" className={notes.problem}>
      <p>{say(frameText.repaired)}</p>
      <ul>
        {repairs.map(({ name, came, taken }) => (
          <li key={name}>
            {say(sentences.repair)(
              say(knobs[name].label),
              came,
              typeof taken === 'object' ? taken.join('–') : String(taken),
            )}
          </li>
        ))}
      </ul>
      <button type="button" className={buttons.quiet} onClick={experiment.dismissRepairs}>
        {say(frameText.dismiss)}
      </button>
    </div>
  );
}
