/** Pictures on a plane of two axes, each as its thumbnail, none over another, or as a mark. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Picture } from '../../core/image/picture.ts';
import type { Text } from '../../core/text.ts';
import notes from '../controls/Notes.module.css';
import { useSpeech } from '../hooks/stages.ts';
import { trainText } from '../text/train.ts';
import styles from './PicturePlane.module.css';
import { spreadPlaces } from './spread-places.ts';

const [width, height, margin] = [640, 400, 26];
/** Side of a picture's thumbnail, in the same units. */
const side = 26;

export type PlaneKind = 'trained' | 'held-out' | 'pseudo' | 'real';

export interface PlanePicture {
  readonly kind: PlaneKind;
  readonly picture: Picture;
}

interface PicturesProps {
  readonly pictures: readonly PlanePicture[];
}

interface Place {
  readonly kind: PlaneKind;
  /** Where its point is, in case the picture had to make room. */
  readonly from?: { readonly x: number; readonly y: number };
  readonly x: number;
  readonly y: number;
  readonly index: number;
}

/** Both axes at one scale, the middle of the plane in the middle of the figure. */
function placesOf(pictures: readonly PlanePicture[], points: Float32Array): Place[] {
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

/** Room that a framed picture takes, and moves that are too small for a line to show them. */
const [framed, unseenMove] = [side + 6, 6];

/** Pictures make room for each other; points of images that were trained on stay, as they show no picture. */
function withRoom(places: readonly Place[]): readonly Place[] {
  const shown = places.filter(({ kind }) => kind !== 'trained');
  const spread = spreadPlaces(shown, { width, height, side: framed });
  const moved = new Map(shown.map((place, i) => [place.index, spread[i] ?? place]));
  return places.map((place) => {
    const to = moved.get(place.index);
    if (to === undefined) return place;
    const isFar = Math.hypot(to.x - place.x, to.y - place.y) > unseenMove;
    return { ...place, ...to, ...(isFar && { from: { x: place.x, y: place.y } }) };
  });
}

/** From each picture that was moved to its point. */
function Leaders({ places }: { readonly places: readonly Place[] }) {
  return places.map(
    ({ kind, index, x, y, from }) =>
      from && (
        <line key={index} className={styles.leader} data-kind={kind} x1={from.x} y1={from.y} x2={x} y2={y} />
      ),
  );
}

function Thumbnails({ pictures, places }: PicturesProps & { readonly places: readonly Place[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, 2 * width, 2 * height);
    const small = document.createElement('canvas');
    for (const { kind, index, x, y } of places) {
      const picture = pictures[index]?.picture;
      if (kind === 'trained' || picture === undefined) continue;
      small.width = picture.width;
      small.height = picture.height;
      small.getContext('2d')?.putImageData(new ImageData(picture.rgba, picture.width, picture.height), 0, 0);
      context.drawImage(small, 2 * x - side, 2 * y - side, 2 * side, 2 * side);
    }
  }, [pictures, places]);
  return <canvas ref={canvas} className={styles.pictures} width={2 * width} height={2 * height} />;
}

/** Shapes differ as well as colours. */
function Mark({ place, isFramed }: { readonly place: Place; readonly isFramed: boolean }) {
  const { kind, x, y } = place;
  if (kind === 'trained') return <circle className={styles.trained} cx={x} cy={y} r={3} />;
  const half = isFramed ? side / 2 : 4;
  const look = { className: styles[kind], 'data-filled': !isFramed };
  if (kind === 'held-out') return <circle {...look} cx={x} cy={y} r={isFramed ? half * 1.2 : half} />;
  if (kind === 'pseudo')
    return <rect {...look} x={x - half} y={y - half} width={2 * half} height={2 * half} />;
  const tip = half * (isFramed ? 1.7 : 1.4);
  const corners = `${x},${y - tip} ${x + tip},${y} ${x},${y + tip} ${x - tip},${y}`;
  return <polygon {...look} points={corners} />;
}

type LegendEntry = readonly [PlaneKind, Text];

function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  const { say } = useSpeech();
  return (
    <ul className={styles.legend}>
      {entries.map(([kind, word]) => (
        <li key={kind}>
          <svg width="14" height="14" aria-hidden="true">
            <Mark place={{ kind, x: 7, y: 7, index: 0 }} isFramed={false} />
          </svg>{' '}
          {say(word)}
        </li>
      ))}
    </ul>
  );
}

interface PicturePlaneProps extends PicturesProps {
  /** x and y of each picture, [n, 2]. */
  readonly points: Float32Array;
  readonly legend: readonly LegendEntry[];
  /** What is to be seen, in a sentence. */
  readonly summary: string;
}

export function PicturePlane({ pictures, points, legend, summary }: PicturePlaneProps) {
  const { say } = useSpeech();
  const [hasPictures, setPictures] = useState(true);
  const places = useMemo(() => {
    const exact = placesOf(pictures, points);
    return hasPictures ? withRoom(exact) : exact;
  }, [pictures, points, hasPictures]);
  return (
    <figure className={styles.figure}>
      <div className={styles.plane} role="img" aria-label={summary}>
        <svg viewBox={`0 0 ${width} ${height}`} className={styles.leaders}>
          <Leaders places={places} />
        </svg>
        {hasPictures && <Thumbnails pictures={pictures} places={places} />}
        <svg viewBox={`0 0 ${width} ${height}`}>
          {places.map((place) => (
            <Mark key={place.index} place={place} isFramed={hasPictures} />
          ))}
        </svg>
      </div>
      <figcaption>
        <Legend entries={legend} />
        <label className={styles.toggle}>
          <input
            type="checkbox"
            checked={hasPictures}
            onChange={(event) => {
              setPictures(event.target.checked);
            }}
          />{' '}
          {say(trainText.showThumbnails)}
        </label>
        <p className={notes.note}>{summary}</p>
      </figcaption>
    </figure>
  );
}
