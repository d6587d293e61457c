/** One judged image on the wall: its verdict first, then score and name. */
import { memo } from 'react';
import type { VerdictItem } from '../../../state/inspect/judged-list.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { useSpeech } from '../../hooks/stages.ts';
import { differenceText, inspectText, verdictText } from '../../text/inspect.ts';
import styles from './Inspect.module.css';
import { shownScore } from './shown-score.ts';

interface VerdictFigureProps {
  readonly item: VerdictItem;
  readonly isChosen: boolean;
  readonly hasMap: boolean;
  readonly scale: readonly [number, number];
  readonly onChoose: (id: number) => void;
}

/** Opacity of a map over a small picture. */
const opacity = 0.45;

const marks = { good: '○', look: '△', bad: '●' } as const;

export const VerdictFigure = memo(function VerdictFigure(props: VerdictFigureProps) {
  const { item, isChosen, hasMap, scale, onChoose } = props;
  const { id, path, score, verdict, review, thumbnail, map, differences } = item;
  const { say } = useSpeech();
  const name = path.split('/').at(-1) ?? path;
  return (
    <figure className={styles.item} data-verdict={verdict} data-chosen={isChosen}>
      <button
        type="button"
        data-item={id}
        aria-pressed={isChosen}
        aria-labelledby={`verdict-${id}`}
        tabIndex={isChosen ? 0 : -1}
        onClick={() => {
          onChoose(id);
        }}
      >
        <Picture
          alt=""
          image={thumbnail}
          {...(hasMap && map !== undefined && { map, mapScale: scale, mapOpacity: opacity })}
        />
      </button>
      <figcaption id={`verdict-${id}`}>
        <span className={styles.verdict}>{say(verdictText[verdict])}</span>{' '}
        <span aria-hidden="true">{marks[verdict]}</span> {shownScore(score)}
        <span className={styles.path}>{name}</span>
        {review !== undefined && (
          <span className={styles.mark}>
            ✓ {say(review === 'normal' ? inspectText.reviewedNormal : inspectText.reviewedDefect)}
          </span>
        )}
        {differences.map((one) => (
          <span key={one} className={styles.mark}>
            ! {say(differenceText[one])}
          </span>
        ))}
      </figcaption>
    </figure>
  );
});
