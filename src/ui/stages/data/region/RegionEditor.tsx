/** Draws the part of the images that counts, on the mean of some normal ones: by a brush, by a rectangle or a polygon, or by numbers. */
import { useEffect, useState } from 'react';
import type { RegionOfInterest, RgbImage } from '../../../../core/image/image.ts';
import { turnedRound } from '../../../../core/image/region-drawing.ts';
import { countedShare, leastCounted, regionOf } from '../../../../core/image/region-of-interest.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { regionSentences, regionText } from '../../../text/region.ts';
import { DrawingFields } from './DrawingFields.tsx';
import { FindObject } from './FindObject.tsx';
import styles from './Region.module.css';
import { RegionPicture } from './RegionPicture.tsx';
import { useDraft, type Draft } from './use-draft.ts';
import { useDrawing } from './use-drawing.ts';

interface Backdrop {
  readonly state: 'reading' | 'unreadable' | 'mean';
  readonly image: RgbImage | undefined;
}

function useBackdrop(): Backdrop {
  const { dataset } = useStages();
  const [backdrop, setBackdrop] = useState<Backdrop>({ state: 'reading', image: undefined });
  useEffect(() => {
    let isOver = false;
    const show = (image: RgbImage | undefined) => {
      if (!isOver) setBackdrop({ state: image === undefined ? 'unreadable' : 'mean', image });
    };
    dataset.backdrop().then(show, () => {
      show(undefined);
    });
    return () => {
      isOver = true;
    };
  }, [dataset]);
  return backdrop;
}

function History({ draft }: { readonly draft: Draft }) {
  const { say } = useSpeech();
  return (
    <div className={buttons.smallRow}>
      <button type="button" className={buttons.button} disabled={!draft.canUndo} onClick={draft.undo}>
        {say(regionText.undo)}
      </button>
      <button type="button" className={buttons.button} disabled={!draft.canRedo} onClick={draft.redo}>
        {say(regionText.redo)}
      </button>
      <button
        type="button"
        className={buttons.button}
        onClick={() => {
          draft.change(turnedRound(draft.cells));
        }}
      >
        {say(regionText.invert)}
      </button>
    </div>
  );
}

/** What counts now, and what would be wrong with it. */
function Verdict({ share }: { readonly share: number }) {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const patch = useSlice(experiment.store, (state) => state.experiment.patchArea[1] / 100);
  const isTooSmall = share < leastCounted;
  const isTight = !isTooSmall && share < 1 && patch > share / 2;
  return (
    <div role="status">
      <p>{say(regionSentences.counts)(share)}</p>
      {isTooSmall && <p className={notes.problem}>{say(regionSentences.tooSmall)(share, leastCounted)}</p>}
      {isTight && <p className={notes.note}>{say(regionSentences.patches)(patch, share)}</p>}
    </div>
  );
}

interface RegionEditorProps {
  readonly region: RegionOfInterest | undefined;
  readonly onUse: (region: RegionOfInterest | undefined) => void;
  readonly onCancel: () => void;
}

export default function RegionEditor({ region, onUse, onCancel }: RegionEditorProps) {
  const { say } = useSpeech();
  const backdrop = useBackdrop();
  const draft = useDraft(region);
  const drawing = useDrawing(draft);
  const drawn = regionOf(draft.cells);
  const share = countedShare(drawn);
  return (
    <div
      className={styles.editor}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
        event.preventDefault();
        event.stopPropagation(); // the page's own undo is that of the settings
        if (event.shiftKey) draft.redo();
        else draft.undo();
      }}
    >
      <div>
        <RegionPicture
          image={backdrop.image}
          cells={draft.cells}
          rectangle={drawing.tool === 'rectangle' ? drawing.rectangle : undefined}
          corners={drawing.tool === 'polygon' ? drawing.corners : []}
          label={say(regionSentences.counts)(share)}
          onDraw={drawing.draw}
        />
        <p className={notes.note}>{say(regionText[backdrop.state])}</p>
      </div>
      <div className={styles.controls}>
        <FindObject onFound={draft.change} />
        <DrawingFields drawing={drawing} />
        <History draft={draft} />
        <Verdict share={share} />
        <div className={buttons.row}>
          <button
            type="button"
            className={buttons.primary}
            disabled={share < leastCounted}
            onClick={() => {
              onUse(drawn);
            }}
          >
            {say(regionText.use)}
          </button>
          <button type="button" className={buttons.quiet} onClick={onCancel}>
            {say(regionText.cancel)}
          </button>
        </div>
      </div>
    </div>
  );
}
