/** What was just deleted, and the way back. */
import { useSpeech } from '../hooks/stages.ts';
import styles from '../panels/Panels.module.css';

export interface RemovedNoteProps {
  /** Undefined where nothing is leaving. */
  readonly name: string | undefined;
  readonly onUndo: () => void;
}

export function RemovedNote({ name, onUndo }: RemovedNoteProps) {
  const { t, sentence } = useSpeech();
  return (
    <div role="status">
      {name !== undefined && (
        <p className={styles.warning}>
          {sentence('removed')(name)}{' '}
          <button type="button" className={styles.button} onClick={onUndo}>
            {t('undo')}
          </button>
        </p>
      )}
    </div>
  );
}
