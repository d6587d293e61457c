/** What was just deleted, and the way back. */
import { useSpeech } from '../hooks/stages.ts';
import { dataSentences } from '../text/data-sentences.ts';
import { tuneText } from '../text/tune.ts';
import buttons from './Buttons.module.css';
import notes from './Notes.module.css';

export interface RemovedNoteProps {
  /** `undefined` if nothing is leaving. */
  readonly name: string | undefined;
  readonly onUndo: () => void;
}

export function RemovedNote({ name, onUndo }: RemovedNoteProps) {
  const { say } = useSpeech();
  return (
    <div role="status">
      {name !== undefined && (
        <p className={notes.warning}>
          {say(dataSentences.removed)(name)}{' '}
          <button type="button" className={buttons.button} onClick={onUndo}>
            {say(tuneText.undo)}
          </button>
        </p>
      )}
    </div>
  );
}
