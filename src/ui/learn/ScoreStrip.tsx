/** Scores as dots in two rows: normal below, defective above; by place and shape, not by colour alone. */
import { useSpeech } from '../hooks/stages.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import styles from './Play.module.css';

interface ScoreStripProps {
  readonly labels: readonly (0 | 1)[];
  readonly scores: readonly number[];
  /** Drawn as a line where there is one. */
  readonly threshold?: number | undefined;
}

const width = 320;
const edge = 10;

export function ScoreStrip({ labels, scores, threshold }: ScoreStripProps) {
  const { say } = useSpeech();
  const low = Math.min(...scores);
  const span = Math.max(...scores) - low;
  const place = (score: number) => edge + ((score - low) / (span === 0 ? 1 : span)) * (width - 2 * edge);
  const normals = labels.filter((label) => label === 0).length;
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${width} 64`}
        role="img"
        aria-label={say(learnSentences.stripSummary)(normals, labels.length - normals)}
      >
        {scores.map((score, i) =>
          labels[i] === 1 ? (
            <path key={i} d={`M${place(score) - 4} 22l4 -8 4 8z`} className={styles.defective} />
          ) : (
            <circle key={i} cx={place(score)} cy={46} r={4} className={styles.normal} />
          ),
        )}
        {threshold !== undefined && (
          <line x1={place(threshold)} x2={place(threshold)} y1={4} y2={60} className={styles.threshold} />
        )}
      </svg>
      <figcaption className={styles.legend}>
        <span>
          <span className={styles.defectiveText} aria-hidden="true">
            ▲
          </span>{' '}
          {say(learnText.defective)}
        </span>
        <span>
          <span className={styles.normalText} aria-hidden="true">
            ●
          </span>{' '}
          {say(learnText.normal)}
        </span>
      </figcaption>
    </figure>
  );
}
