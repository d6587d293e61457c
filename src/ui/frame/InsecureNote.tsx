/** Said once, at the start, where the page was opened by an address that is not secure: what a secure one would add. */
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import { CloseButton } from './CloseButton.tsx';
import styles from './FirstSteps.module.css';

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
      <CloseButton label={say(frameText.dismiss)} onClick={frame.dismissInsecureNote} />
    </div>
  );
}
