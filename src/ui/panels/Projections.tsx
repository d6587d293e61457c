/** Where the watched pictures lie on the plane of their projections, at any look of the run. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { WatchedEvent, WatchedKind, WatchingEvent } from '../../core/run/events.ts';
import { useSlice, useSpeech, useStages, type WordKey } from '../hooks/stages.ts';
import panels from './Panels.module.css';
import styles from './Projections.module.css';

const [width, height, margin] = [640, 400, 26];
/** Side of a picture's thumbnail, in the same units. */
const side = 26;

interface Place {
  readonly kind: WatchedKind;
  readonly x: number;
  readonly y: number;
  readonly index: number;
}

/** Both axes at one scale, the middle of the plane in the middle of the figure. */
function placesOf({ pictures }: WatchingEvent, { points }: WatchedEvent): Place[] {
  const at = (i: number) => points[i] ?? 0;
  const reach = (axis: number) =>
    points.reduce((most, v, i) => (i % 2 === axis ? Math.max(most, Math.abs(v)) : most), 1e-9);
  const scale = Math.min((width / 2 - margin) / reach(0), (height / 2 - margin) / reach(1));
  return pictures.map(({ kind }, index) => ({
    kind,
    index,
    x: width / 2 + scale * at(2 * index),
    y: height / 2 - scale * at(2 * index + 1),
  }));
}

function Thumbnails({
  watching,
  places,
}: {
  readonly watching: WatchingEvent;
  readonly places: readonly Place[];
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, 2 * width, 2 * height);
    const small = document.createElement('canvas');
    for (const { kind, index, x, y } of places) {
      const picture = watching.pictures[index]?.picture;
      if (kind === 'trained' || picture === undefined) continue;
      small.width = picture.width;
      small.height = picture.height;
      small.getContext('2d')?.putImageData(new ImageData(picture.rgba, picture.width, picture.height), 0, 0);
      context.drawImage(small, 2 * x - side, 2 * y - side, 2 * side, 2 * side);
    }
  }, [watching, places]);
  return <canvas ref={canvas} className={styles.pictures} width={2 * width} height={2 * height} />;
}

/** Shapes differ as well as colours. */
function Mark({ place, isFramed }: { readonly place: Place; readonly isFramed: boolean }) {
  const { kind, x, y } = place;
  if (kind === 'trained') return <circle className={styles.trained} cx={x} cy={y} r={3} />;
  const half = isFramed ? side / 2 : 4;
  if (kind === 'held-out')
    return (
      <circle
        className={styles.heldOut}
        cx={x}
        cy={y}
        r={isFramed ? half * 1.2 : half}
        data-filled={!isFramed}
      />
    );
  return (
    <rect
      className={styles.pseudo}
      x={x - half}
      y={y - half}
      width={2 * half}
      height={2 * half}
      data-filled={!isFramed}
    />
  );
}

function Legend({ watching }: { readonly watching: WatchingEvent }) {
  const { t } = useSpeech();
  const kinds: readonly (readonly [WatchedKind, WordKey])[] = [
    ['trained', 'kindTrained'],
    ['held-out', watching.heldOut === 0 ? 'kindFresh' : 'kindHeldOut'],
    ['pseudo', 'kindPseudo'],
  ];
  return (
    <ul className={styles.legend}>
      {kinds.map(([kind, word]) => (
        <li key={kind}>
          <svg width="14" height="14" aria-hidden="true">
            <Mark place={{ kind, x: 7, y: 7, index: 0 }} isFramed={false} />
          </svg>{' '}
          {t(word)}
        </li>
      ))}
    </ul>
  );
}

interface LookProps {
  readonly watched: readonly WatchedEvent[];
  readonly chosen: number | undefined;
  readonly onChoose: (index: number | undefined) => void;
}

/** At its right end it follows the run. */
function LookSlider({ watched, chosen, onChoose }: LookProps) {
  const { t } = useSpeech();
  const last = watched.length - 1;
  const at = Math.min(chosen ?? last, last);
  const step = watched[at]?.step ?? 0;
  return (
    <label className={styles.look}>
      {t('lookAt')} <output className={styles.step}>{step}</output>
      <input
        type="range"
        min={0}
        max={last}
        value={at}
        aria-valuetext={`${t('step')} ${step}`}
        onChange={(event) => {
          const wanted = event.target.valueAsNumber;
          onChoose(wanted === last ? undefined : wanted);
        }}
      />
    </label>
  );
}

interface FigureProps {
  readonly watching: WatchingEvent;
  readonly look: WatchedEvent;
}

function ProjectionFigure({ watching, look }: FigureProps) {
  const { t, sentence } = useSpeech();
  const [hasPictures, setPictures] = useState(true);
  const places = placesOf(watching, look);
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  const summary = sentence('projectionSummary')(
    places.length,
    look.step,
    `${share(look.shares[0])} + ${share(look.shares[1])}`,
  );
  return (
    <figure className={styles.figure}>
      <div className={styles.plane} role="img" aria-label={summary}>
        {hasPictures && <Thumbnails watching={watching} places={places} />}
        <svg viewBox={`0 0 ${width} ${height}`}>
          {places.map((place) => (
            <Mark key={place.index} place={place} isFramed={hasPictures} />
          ))}
        </svg>
      </div>
      <figcaption>
        <Legend watching={watching} />
        <label className={styles.toggle}>
          <input
            type="checkbox"
            checked={hasPictures}
            onChange={(event) => {
              setPictures(event.target.checked);
            }}
          />{' '}
          {t('showThumbnails')}
        </label>
        <p className={panels.note}>{summary}</p>
      </figcaption>
    </figure>
  );
}

export function Projections() {
  const { training } = useStages();
  const { t } = useSpeech();
  const watching = useSlice(training.store, (state) => state.watching);
  const watched = useSlice(training.store, (state) => state.watched);
  const [chosen, setChosen] = useState<number>();
  const look = watched[Math.min(chosen ?? watched.length, watched.length - 1)];
  if (watching === undefined || look === undefined) return null;
  return (
    <section aria-labelledby="projections" className={panels.section}>
      <h2 id="projections">{t('projections')}</h2>
      <p className={panels.note}>{t('projectionsHint')}</p>
      <ProjectionFigure watching={watching} look={look} />
      {watched.length > 1 && <LookSlider watched={watched} chosen={chosen} onChoose={setChosen} />}
    </section>
  );
}
