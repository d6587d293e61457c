/** One test image with its heat map and, where known, the true defect. */
import { useMemo, useState } from 'react';
import type { Dataset, DatasetItem } from '../../../core/dataset/dataset.ts';
import type { ScoredItem } from '../../../core/run/events.ts';
import { OpacityField } from '../../controls/OpacityField.tsx';
import notes from '../../controls/Notes.module.css';
import { usePixels } from '../../hooks/pixels.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { viridis } from '../../pictures/colour-map.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { evaluateText } from '../../text/evaluate.ts';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import { tuneText } from '../../text/tune.ts';
import layout from '../Layout.module.css';
import { scaleOf } from './score-scale.ts';
import styles from './Scored.module.css';

const gradient = `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map((share) => `rgb(${viridis(share).join(' ')})`).join(', ')})`;

const white = [255, 255, 255] as const;

interface MapControlsProps {
  readonly scale: readonly [number, number];
  readonly opacity: number;
  readonly onOpacity: (opacity: number) => void;
}

function MapControls({ scale, opacity, onOpacity }: MapControlsProps) {
  const { say } = useSpeech();
  return (
    <>
      <OpacityField value={opacity} onChange={onOpacity} />
      <div className={styles.legendBar} style={{ background: gradient }} />
      <p className={styles.legendEnds}>
        <span>{scale[0].toPrecision(3)}</span>
        <span>{say(stageText.mapLegend)}</span>
        <span>{scale[1].toPrecision(3)}</span>
      </p>
    </>
  );
}

function highestOf(items: readonly ScoredItem[]): ScoredItem | undefined {
  return items.reduce<ScoredItem | undefined>(
    (top, one) => (top === undefined || one.score > top.score ? one : top),
    undefined,
  );
}

interface NeighboursProps {
  readonly paths: readonly string[];
  readonly dataset: Dataset | undefined;
}

/** What the network finds most alike among the normal training images. */
function Neighbours({ paths, dataset }: NeighboursProps) {
  const { say } = useSpeech();
  const entries = useMemo(
    () => (dataset?.items ?? []).filter(({ path }) => paths.includes(path)),
    [dataset, paths],
  );
  const found = usePixels(entries, dataset);
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="nearest-normals">
      <h3 id="nearest-normals">{say(evaluateText.nearestNormals)}</h3>
      <div className={styles.neighbours}>
        {paths.map((path) => {
          const item = found.find((one) => one.path === path);
          return item === undefined ? null : (
            <figure key={path}>
              <Picture alt={path} image={item.image} />
              <figcaption>{path}</figcaption>
            </figure>
          );
        })}
      </div>
    </section>
  );
}

/** How well the maps find the true defects, once all is scored. */
function PixelLine() {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const results = useSlice(evaluation.store, (state) => state.results);
  if (results === undefined) return null;
  const { pixels } = results.evaluation;
  if (pixels === null) return <p className={notes.note}>{say(evaluateText.noPixels)}</p>;
  const { intervals } = pixels;
  const withInterval = (value: number, interval: readonly number[] | undefined) =>
    interval === undefined
      ? value.toFixed(3)
      : `${value.toFixed(3)} (${interval.map((end) => end.toFixed(3)).join('–')})`;
  return (
    <p>
      {say(sentences.pixelLine)(
        withInterval(pixels.auroc, intervals?.auroc),
        withInterval(pixels.auPro, intervals?.auPro),
      )}
    </p>
  );
}

interface ComparedProps {
  readonly item: DatasetItem;
  readonly map: ScoredItem['map'];
  readonly scale: readonly [number, number];
  readonly opacity: number;
}

/** The image, and beside it what the map says of its places. */
function Compared({ item, map, scale, opacity }: ComparedProps) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  return (
    <>
      <figure>
        <Picture alt={item.path} image={item.image} />
        <figcaption>{say(tuneText.original)}</figcaption>
      </figure>
      <figure>
        <Picture
          alt={say(stageText.mapLegend)}
          image={item.image}
          mask={item.mask}
          outlineColour={white}
          map={map}
          mapScale={scale}
          mapOpacity={opacity}
          mapContour={threshold}
        />
        <figcaption>
          {item.mask === undefined ? '' : `▭ ${say(stageText.maskOutline)}`}
          {map !== undefined && threshold !== undefined && ` ▨ ${say(evaluateText.contour)}`}
        </figcaption>
      </figure>
    </>
  );
}

export function ScoredDetail({ chosen }: { readonly chosen: string | undefined }) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useSlice(evaluation.store, (state) => state.items);
  const dataset = useSlice(evaluation.store, (state) => state.dataset);
  const [opacity, setOpacity] = useState(0.5);
  const scale = useMemo(() => scaleOf(items), [items]);
  const scored = items.find((item) => item.path === chosen) ?? highestOf(items);
  const entry = dataset?.items.find(({ path }) => path === scored?.path);
  const [item] = usePixels(entry === undefined ? [] : [entry], dataset);
  if (scored === undefined || entry === undefined) return null;
  const { map } = scored;
  return (
    <section aria-labelledby="chosen-image" className={layout.section}>
      <h2 id="chosen-image">{say(stageText.chosenImage)}</h2>
      <p className={notes.reason}>
        {entry.path} · {say(stageText.score)} {scored.score.toFixed(4)}
      </p>
      <div className={styles.compare}>
        {item && <Compared item={item} map={map} scale={scale} opacity={opacity} />}
      </div>
      {map !== undefined && <MapControls scale={scale} opacity={opacity} onOpacity={setOpacity} />}
      <Neighbours paths={scored.neighbours ?? []} dataset={dataset} />
      <PixelLine />
    </section>
  );
}
