/** A stage that cannot do its work yet, with the button that leads on. */
import type { StageName } from '../../state/stages.ts';
import { useSpeech, useStages, type WordKey } from '../hooks/stages.ts';
import styles from './Panels.module.css';

interface EmptyStageProps {
  readonly words: WordKey;
  readonly action: WordKey;
  readonly target: StageName;
}

export function EmptyStage({ words, action, target }: EmptyStageProps) {
  const { preferences } = useStages();
  const { t } = useSpeech();
  return (
    <div className={styles.empty}>
      <p>{t(words)}</p>
      <button
        type="button"
        className={styles.button}
        onClick={() => {
          preferences.openStage(target);
        }}
      >
        {t(action)}
      </button>
    </div>
  );
}
