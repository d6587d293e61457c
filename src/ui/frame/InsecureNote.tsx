/** Said once, at the start, where the page was opened by an address that is not secure: what a secure one would add. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import styles from './InsecureNote.module.css';

export function InsecureNote() {
  const { frame } = useStages();
  const { say } = useSpeech();
  const isShown = useSlice(frame.store, ({ hasInsecureNote }) => hasInsecureNote);
  if (!isShown) return null;
  return (
    <div className={styles.band}>
      <p role="status" className={styles.said}>
        {say(frameText.notSecure)}
      </p>
      <button
        type="button"
        className={styles.close}
        aria-label={say(frameText.dismiss)}
        title={say(frameText.dismiss)}
        onClick={frame.dismissInsecureNote}
      >
        ×
      </button>
    </div>
  );
}
