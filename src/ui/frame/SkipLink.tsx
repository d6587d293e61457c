/** The first stop of the page: over header and tabs, to the stage in view. */
import { useSpeech } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import styles from './SkipLink.module.css';

/** A button, since the address after `#` names the stage. */
export function SkipLink() {
  const { say } = useSpeech();
  return (
    <button
      type="button"
      className={styles.skip}
      onClick={() => {
        document.querySelector<HTMLElement>('main [role="tabpanel"][data-state="active"]')?.focus();
      }}
    >
      {say(frameText.skip)}
    </button>
  );
}
