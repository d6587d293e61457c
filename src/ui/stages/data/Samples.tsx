/** The built-in categories, each with a small drawing of it and of a flaw. */
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { stageText } from '../../text/stages.ts';
import styles from '../Cards.module.css';
import layout from '../Layout.module.css';
import { sampleDrawings } from './sample-drawings.tsx';

export function Samples() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const current = useSlice(dataset.store, (state) => state.dataset);
  return (
    <section aria-labelledby="samples" className={layout.section}>
      <h2 id="samples">{say(stageText.samples)}</h2>
      <p className={notes.note}>{say(stageText.samplesHint)}</p>
      <div className={styles.cards}>
        {sampleDrawings.map(({ name, word, drawing }) => {
          const isCurrent = current?.origin === 'sample' && current.name === name;
          return (
            <button
              key={name}
              type="button"
              className={styles.card}
              aria-pressed={isCurrent}
              onClick={() => void dataset.openSample(name)}
            >
              <svg className={styles.samplePicture} viewBox="0 0 44 44" aria-hidden="true">
                {drawing}
              </svg>
              <span className={styles.cardWords}>
                <strong>{say(word)}</strong>
                <span>{isCurrent ? say(stageText.inUse) : say(stageText.open)}</span>
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
