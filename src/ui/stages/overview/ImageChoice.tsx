/** The built-in images as small drawings, and the way to one's own. */
import { sampleDrawings } from '../data/sample-drawings.tsx';
import cards from '../Cards.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { useNames } from '../../hooks/names.ts';
import { overviewText } from '../../text/overview.ts';
import styles from './Overview.module.css';

export function ImageChoice() {
  const { dataset, preferences, learn } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const current = useSlice(dataset.store, (state) => state.dataset);
  const isOwn = current?.origin === 'imported';
  return (
    <div className={styles.images} role="group" aria-label={say(overviewText.images)}>
      {sampleDrawings.map(({ name, word, drawing }) => (
        <button
          key={name}
          type="button"
          className={styles.image}
          aria-pressed={!isOwn && current?.name === name}
          aria-label={say(word)}
          title={say(word)}
          onClick={() => void dataset.openSample(name)}
        >
          <svg className={cards.samplePicture} viewBox="0 0 44 44" aria-hidden="true">
            {drawing}
          </svg>
        </button>
      ))}
      <button
        type="button"
        className={styles.plain}
        onClick={() => {
          preferences.openStage('data');
        }}
      >
        {isOwn ? names.dataset : say(overviewText.ownImages)}
      </button>
      <button
        type="button"
        className={styles.plain}
        onClick={() => {
          learn.open();
        }}
      >
        {say(overviewText.lessons)}
      </button>
    </div>
  );
}
