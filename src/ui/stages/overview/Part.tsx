/** A part of the overview: what it shows, and the way to its stage. */
import type { ReactNode } from 'react';
import type { Text } from '../../../core/text.ts';
import type { StageName } from '../../../state/frame/preferences.ts';
import { useSpeech, useStages } from '../../hooks/stages.ts';
import { overviewSentences, overviewText } from '../../text/overview.ts';
import styles from './Overview.module.css';

interface PartProps {
  readonly id: 'make' | 'gate' | 'learn' | 'test';
  readonly place: number;
  readonly stage: StageName;
  readonly children: ReactNode;
}

const words: Readonly<Record<PartProps['id'], Text>> = overviewText;

export function Part({ id, place, stage, children }: PartProps) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  const name = say(words[id]);
  return (
    <section className={styles.part} data-part={id} aria-labelledby={`overview-${id}`}>
      <div className={styles.partHead}>
        <h2 id={`overview-${id}`}>
          <span className={styles.place} aria-hidden="true">
            {place}
          </span>{' '}
          {name}
        </h2>
        <button
          type="button"
          className={styles.detail}
          aria-label={say(overviewSentences.detailOf)(name)}
          onClick={() => {
            preferences.openStage(stage);
          }}
        >
          {say(overviewText.detail)}
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <path d="M3 1l4 4-4 4" />
          </svg>
        </button>
      </div>
      {children}
    </section>
  );
}
