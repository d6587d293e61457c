/** The chosen image at its working size, with its map, and what the reviewer says of it. */
import { useEffect, useState } from 'react';
import type { RgbImage } from '../../../core/image/image.ts';
import type { InspectedItem, Review } from '../../../state/inspect/inspect-stage.ts';
import type { VerdictItem } from '../../../state/inspect/judged-list.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { inspectText, verdictText } from '../../text/inspect.ts';
import { stageText } from '../../text/stages.ts';
import styles from './Inspect.module.css';
import { shownScore } from './shown-score.ts';

/** The thumbnail until the file was read again. */
function useWorkingImage(item: InspectedItem): RgbImage {
  const { inspect } = useStages();
  const [read, setRead] = useState<{ readonly id: number; readonly image: RgbImage }>();
  useEffect(() => {
    let isWanted = true;
    void inspect.readAgain(item).then((image) => {
      if (isWanted && image !== undefined) setRead({ id: item.id, image });
    });
    return () => {
      isWanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a mark makes another object of the same image
  }, [inspect, item.id]);
  return read?.id === item.id ? read.image : item.thumbnail;
}

interface VerdictDetailProps {
  readonly item: VerdictItem;
  readonly shown: readonly VerdictItem[];
  /** Score at which the map's contour is drawn. */
  readonly contour: number;
  readonly scale: readonly [number, number];
  readonly move: (by: number) => void;
}

function ReviewButtons({ item, move }: Pick<VerdictDetailProps, 'item' | 'move'>) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const markButton = (review: Review, label: string) => (
    <button
      type="button"
      className={buttons.button}
      aria-pressed={item.review === review}
      onClick={() => {
        inspect.review(item.id, item.review === review ? undefined : review);
      }}
    >
      {label}
    </button>
  );
  const moveButton = (by: number, label: string) => (
    <button
      type="button"
      className={buttons.quiet}
      onClick={() => {
        move(by);
      }}
    >
      {label}
    </button>
  );
  return (
    <div className={buttons.smallRow}>
      {markButton('normal', say(inspectText.thisIsNormal))}
      {markButton('defect', say(inspectText.thisIsDefect))}
      {moveButton(-1, say(inspectText.back))}
      {moveButton(1, say(inspectText.next))}
    </div>
  );
}

export function VerdictDetail({ item, shown, contour, scale, move }: VerdictDetailProps) {
  const { say } = useSpeech();
  const image = useWorkingImage(item);
  const { path, score, verdict, map } = item;
  const place = shown.findIndex(({ id }) => id === item.id) + 1;
  return (
    <section className={styles.detail} aria-labelledby="inspected-image">
      <h3 id="inspected-image">{say(stageText.chosenImage)}</h3>
      <p className={notes.reason}>
        {place} / {shown.length} · {say(verdictText[verdict])} · {say(stageText.score)} {shownScore(score)}
        <br />
        {path}
      </p>
      <div className={styles.pair}>
        <Picture alt={path} image={image} />
        {map !== undefined && (
          <Picture
            alt={say(inspectText.mapLegendShort)}
            image={image}
            map={map}
            mapScale={scale}
            mapOpacity={0.5}
            mapContour={contour}
          />
        )}
      </div>
      {map !== undefined && <p className={notes.note}>{say(inspectText.mapLegendShort)}</p>}
      <ReviewButtons item={item} move={move} />
    </section>
  );
}
