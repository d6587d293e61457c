/** A stage that cannot do its work yet: what will be here, and the ways on. */
import type { ReactNode } from 'react';
import type { Text } from '../../core/text.ts';
import type { StageName } from '../../state/frame/preferences.ts';
import buttons from '../controls/Buttons.module.css';
import { useSpeech, useStages } from '../hooks/stages.ts';
import styles from './EmptyStage.module.css';

export type EmptyPicture = 'images' | 'roc' | 'runs';

const pictures: Readonly<Record<EmptyPicture, ReactNode>> = {
  images: (
    <>
      <rect x="20" y="22" width="64" height="56" rx="6" />
      <rect x="94" y="22" width="64" height="56" rx="6" />
      <path d="M28 68l16-20 12 13 8-8 14 15M102 68l16-20 12 13 8-8 14 15" />
      <path className={styles.accent} d="M128 34l14 10" />
    </>
  ),
  roc: (
    <>
      <path d="M40 8v84h100" />
      <path strokeDasharray="4 5" d="M40 92L136 8" />
      <path className={styles.accent} d="M40 92V58h8V34h14V20h30V10h44" />
    </>
  ),
  runs: (
    <>
      <path d="M24 26h132M24 50h132M24 74h132" />
      <path className={styles.accent} d="M24 26h92M24 50h118M24 74h64" />
    </>
  ),
};

interface EmptyStageProps {
  readonly picture?: EmptyPicture;
  readonly words: Text;
  readonly action: Text;
  readonly target: StageName;
  /** Other ways on. */
  readonly children?: ReactNode;
}

export function EmptyStage({ picture = 'images', words, action, target, children }: EmptyStageProps) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  return (
    <div className={styles.empty}>
      <svg className={styles.picture} viewBox="0 0 180 100" aria-hidden="true">
        {pictures[picture]}
      </svg>
      <p>{say(words)}</p>
      <div className={styles.ways}>
        <button
          type="button"
          className={buttons.primary}
          onClick={() => {
            preferences.openStage(target);
          }}
        >
          {say(action)}
        </button>
        {children}
      </div>
    </div>
  );
}
