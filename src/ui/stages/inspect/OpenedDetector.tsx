/** That a detector from a file judges, said where another one may be chosen, and the way back. */
import buttons from '../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { inspectSentences, inspectText } from '../../text/inspect.ts';

export function OpenedDetector() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const name = useSlice(inspect.store, ({ opened }) => opened?.name);
  if (name === undefined) return null;
  return (
    <div role="status">
      <p>{say(inspectSentences.openedFile)(name)}</p>
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={inspect.closeDetector}>
          {say(inspectText.closeDetector)}
        </button>
      </div>
    </div>
  );
}
