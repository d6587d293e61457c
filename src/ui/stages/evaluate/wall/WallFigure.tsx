/** One test image on the wall: what it is, its score, and what the threshold makes of it. */
import { memo, useMemo } from 'react';
import { normalClass, type Dataset } from '../../../../core/dataset/dataset.ts';
import type { RgbImage } from '../../../../core/image/image.ts';
import type { ScoredItem } from '../../../../core/run/events.ts';
import { isMistake, type Outcome } from '../../../../state/evaluation/test-wall.ts';
import { useNames } from '../../../hooks/names.ts';
import { usePixels } from '../../../hooks/pixels.ts';
import { useSpeech } from '../../../hooks/stages.ts';
import { Picture } from '../../../pictures/Picture.tsx';
import { stageText } from '../../../text/stages.ts';
import { outcomeText } from '../../../text/wall.ts';
import styles from './Wall.module.css';

/** Stands for an image that is not open: a heat map lies over grey. */
const gray: RgbImage = { width: 128, height: 128, data: new Uint8Array(3 * 128 * 128).fill(110) };

const white = [255, 255, 255] as const;

interface WallFigureProps {
  readonly item: ScoredItem;
  readonly dataset: Dataset | undefined;
  /** `undefined` until there is a threshold. */
  readonly outcome: Outcome | undefined;
  readonly isChosen: boolean;
  readonly hasMap: boolean;
  readonly scale: readonly [number, number];
  /** Before the line, not behind it. */
  readonly isAbove: boolean;
  readonly onChoose: (path: string) => void;
}

export const WallFigure = memo(function WallFigure(props: WallFigureProps) {
  const { item, dataset, outcome, isChosen, hasMap, scale, isAbove, onChoose } = props;
  const { path, label, defect, score, map } = item;
  const { say } = useSpeech();
  const names = useNames();
  const entries = useMemo(
    () => dataset?.items.filter((one) => one.path === path).slice(0, 1) ?? [],
    [dataset, path],
  );
  const [source] = usePixels(entries, dataset);
  const kind = defect === normalClass ? say(stageText.normal) : names.defect(defect);
  const isWrong = outcome !== undefined && isMistake(outcome);
  return (
    <figure
      className={styles.item}
      data-above={isAbove}
      data-label={label}
      data-outcome={outcome}
      data-chosen={isChosen}
    >
      <button
        type="button"
        data-path={path}
        aria-pressed={isChosen}
        aria-label={`${kind}, ${score.toFixed(4)}${outcome === undefined ? '' : `, ${say(outcomeText[outcome])}`}, ${path}`}
        tabIndex={isChosen ? 0 : -1}
        onClick={() => {
          onChoose(path);
        }}
      >
        <Picture
          alt=""
          image={source?.image ?? gray}
          mask={source?.mask}
          outlineColour={white}
          {...(map !== undefined && { map, mapScale: scale, mapOpacity: hasMap ? 0.5 : 0 })}
        />
      </button>
      <figcaption aria-hidden="true">
        <span className={styles.kind}>
          {label === 0 ? '○' : '●'} {kind}
        </span>
        <span className={styles.score}>{score.toPrecision(3)}</span>
        {isWrong && <strong className={styles.wrong}>✗ {say(outcomeText[outcome])}</strong>}
      </figcaption>
    </figure>
  );
});
