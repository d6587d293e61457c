/** The first stop of the page: over header and tabs, to the stage in view. */
import { focusStage } from '../hooks/stage-focus.ts';
import { useSpeech } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import styles from './SkipLink.module.css';

/** A button, since the address after `#` names the stage. */
export function SkipLink() {
  const { say } = useSpeech();
  return (
    <button type="button" className={styles.skip} onClick={focusStage}>
      {say(frameText.skip)}
    </button>
  );
}
