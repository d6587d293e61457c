/** Candidates side by side; each says whether the gate keeps it, by sign, word and border. */
import { useState } from 'react';
import type { Experiment } from '../../../core/experiment/experiment.ts';
import { tileCounts } from '../../../state/frame/preferences.ts';
import { hasSmallPatches } from '../../../state/studio/studio-selectors.ts';
import type { Gallery as GalleryData } from '../../../state/worker-types.ts';
import { Segments } from '../../controls/Segments.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { CloseUp } from '../../pictures/CloseUp.tsx';
import { galleryText } from '../../text/gallery.ts';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Gallery.module.css';

type TileData = GalleryData['tiles'][number];

function Caption({ verdict, isGated }: Pick<TileData, 'verdict'> & { readonly isGated: boolean }) {
  const { say } = useSpeech();
  return (
    <figcaption>
      {isGated && (
        <>
          <span aria-hidden="true">{verdict.isAccepted ? '✓' : '✕'}</span>{' '}
          <span className={styles.verdict}>
            {say(verdict.isAccepted ? tuneText.accepted : tuneText.rejected)}
          </span>{' '}
        </>
      )}
      <span className={styles.ssim}>
        <span className={styles.ssimName}>SSIM </span>
        {verdict.ssim.toFixed(4)}
      </span>
    </figcaption>
  );
}

interface TileProps {
  readonly tile: TileData;
  readonly isZoomed: boolean;
  /** Whether the gate has a say. */
  readonly isGated: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (draw: number) => void;
}

/** The outline shows on hover and focus alone, or a line would be all that is seen of a small patch. */
function Tile({ tile, isZoomed, isGated, isChosen, onChoose }: TileProps) {
  const { say } = useSpeech();
  const [isLooked, setLooked] = useState(false);
  const { draw, picture, outline, touched, verdict } = tile;
  const look = () => {
    setLooked(true);
  };
  const leave = () => {
    setLooked(false);
  };
  const { width, height } = picture;
  return (
    <figure
      className={styles.tile}
      data-verdict={isGated ? (verdict.isAccepted ? 'accepted' : 'rejected') : undefined}
      onPointerEnter={look}
      onPointerLeave={leave}
    >
      <button
        type="button"
        className={styles.choose}
        aria-pressed={isChosen}
        aria-label={say(sentences.candidateName)(draw + 1)}
        onFocus={look}
        onBlur={leave}
        onClick={() => {
          onChoose(draw);
        }}
      >
        <CloseUp
          picture={picture}
          box={isZoomed ? touched : { left: 0, top: 0, width, height }}
          outline={isLooked ? outline : undefined}
        />
      </button>
      <Caption verdict={verdict} isGated={isGated} />
    </figure>
  );
}

function useZoom(gallery: GalleryData | undefined): boolean {
  const { preferences } = useStages();
  const chosen = useSlice(preferences.store, (state) => state.isZoomed);
  return chosen ?? (gallery !== undefined && hasSmallPatches(gallery));
}

/** How many tiles, and whether each shows its patch large. */
export function GalleryTools({ gallery }: { readonly gallery: GalleryData | undefined }) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  const tiles = useSlice(preferences.store, (state) => state.tiles);
  const isZoomed = useZoom(gallery);
  return (
    <div className={styles.tools}>
      <label className={styles.zoom}>
        <input
          type="checkbox"
          checked={isZoomed}
          onChange={(event) => {
            preferences.setZoomed(event.target.checked);
          }}
        />{' '}
        {say(galleryText.zoom)}
      </label>
      <Segments
        name={say(galleryText.tiles)}
        options={tileCounts.map((count) => ({ value: String(count), label: String(count) }))}
        value={String(tiles)}
        onChange={(value) => {
          const count = tileCounts.find((one) => String(one) === value);
          if (count !== undefined) preferences.setTiles(count);
        }}
      />
    </div>
  );
}

interface GalleryProps {
  readonly gallery: GalleryData;
  /** What it shows. */
  readonly shown: Pick<Experiment, 'gateEnabled'>;
  readonly chosen: number;
  readonly onChoose: (draw: number) => void;
}

export function Gallery({ gallery, shown, chosen, onChoose }: GalleryProps) {
  const { preferences } = useStages();
  const count = useSlice(preferences.store, (state) => state.tiles);
  const isZoomed = useZoom(gallery);
  return (
    <div className={styles.tiles} data-count={count}>
      {gallery.tiles.slice(0, count).map((tile) => (
        <Tile
          key={tile.draw}
          tile={tile}
          isZoomed={isZoomed}
          isGated={shown.gateEnabled}
          isChosen={tile.draw === chosen}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}
