/** Test images as a wall with their heat maps, the highest score first, cut in two by the threshold. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ScoredItem } from '../../../../core/run/events.ts';
import {
  countAbove,
  isMistake,
  nextThreshold,
  outcomeOf,
  thresholdBehind,
  wallFilters,
  wallOf,
} from '../../../../state/evaluation/test-wall.ts';
import buttons from '../../../controls/Buttons.module.css';
import fields from '../../../controls/Fields.module.css';
import { Switch } from '../../../controls/Switch.tsx';
import notes from '../../../controls/Notes.module.css';
import { useNames } from '../../../hooks/names.ts';
import { readingSteps } from '../../../hooks/reading-steps.ts';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { useThrottled } from '../../../hooks/throttled.ts';
import { inspectText } from '../../../text/inspect.ts';
import { stageText } from '../../../text/stages.ts';
import { wallSentences, wallText } from '../../../text/wall.ts';
import layout from '../../Layout.module.css';
import { scaleOf } from '../score-scale.ts';
import styles from './Wall.module.css';
import { WallFigure } from './WallFigure.tsx';
import { WallLine } from './WallLine.tsx';

/** Figures drawn at first, and more on request: a canvas each. */
const pageSize = 90;

/** Milliseconds between two sortings while scores come in. */
const restMs = 400;

interface ToolsProps {
  readonly items: readonly ScoredItem[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly hasMaps: boolean;
  readonly onMaps: (hasMaps: boolean) => void;
}

function Tools({ items, filter, onFilter, hasMaps, onMaps }: ToolsProps) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const counts = new Map<string, number>();
  for (const { defect } of items) counts.set(defect, (counts.get(defect) ?? 0) + 1);
  const mistakes = items.filter(
    (item) => threshold !== undefined && isMistake(outcomeOf(item, threshold)),
  ).length;
  return (
    <div className={styles.tools}>
      {items.some(({ map }) => map !== undefined) && (
        <Switch label={say(inspectText.heatMaps)} isOn={hasMaps} onChange={onMaps} />
      )}
      <select
        className={fields.select}
        aria-label={say(stageText.show)}
        value={filter}
        onChange={(event) => {
          onFilter(event.target.value);
        }}
      >
        <option value={wallFilters.all}>{`${say(stageText.all)} (${items.length})`}</option>
        {threshold !== undefined && (
          <option value={wallFilters.mistakes}>{`${say(wallText.mistakes)} (${mistakes})`}</option>
        )}
        {[...counts].sort().map(([defect, count]) => (
          <option key={defect} value={defect}>{`${names.defect(defect)} (${count})`}</option>
        ))}
      </select>
    </div>
  );
}

const moves: Readonly<Record<string, number>> = { ...readingSteps, Home: -Infinity, End: Infinity };

interface ImagesProps {
  readonly shown: readonly ScoredItem[];
  readonly all: readonly ScoredItem[];
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
  readonly hasMaps: boolean;
  readonly scale: readonly [number, number];
}

/**
 * Figures and the line among them, each figure shown before or behind it: a line that was put elsewhere in the page would lose the
 * keyboard and the pointer that hold it.
 */
function Images({ shown, all, chosen, onChoose, hasMaps, scale }: ImagesProps) {
  const { evaluation } = useStages();
  const dataset = useSlice(evaluation.store, (state) => state.dataset);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const wall = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    shown.findIndex(({ path }) => path === chosen),
  );
  // The focus goes along where it was on an image already.
  useEffect(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused.dataset.path === undefined) return;
    if (wall.current?.contains(focused) !== true) return;
    const target = [...wall.current.querySelectorAll<HTMLElement>('[data-path]')][at];
    target?.focus();
  }, [at]);
  const walk = (event: KeyboardEvent) => {
    const by = moves[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (to !== undefined) onChoose(to.path);
    event.preventDefault();
  };
  const move = (value: number | undefined) => {
    if (value !== undefined) evaluation.moveThreshold(value);
  };
  const above = threshold === undefined ? 0 : countAbove(all, threshold);
  const line = threshold !== undefined && (
    <WallLine
      threshold={threshold}
      above={above}
      below={all.length - above}
      onStep={(by) => {
        move(nextThreshold(all, threshold, by));
      }}
      onMove={(count) => {
        move(thresholdBehind(all, count));
      }}
    />
  );
  return (
    <div ref={wall} className={styles.wall} onKeyDown={walk}>
      {line}
      {shown.map((item, i) => (
        <WallFigure
          key={item.path}
          item={item}
          dataset={dataset}
          outcome={threshold === undefined ? undefined : outcomeOf(item, threshold)}
          isChosen={i === at}
          hasMap={hasMaps}
          scale={scale}
          isAbove={i < above}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface TestWallProps {
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

export function TestWall({ chosen, onChoose }: TestWallProps) {
  const { evaluation } = useStages();
  const { say } = useSpeech();
  const items = useThrottled(
    useSlice(evaluation.store, (state) => state.items),
    restMs,
  );
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const hasImages = useSlice(evaluation.store, (state) => state.dataset !== undefined);
  const [filter, setFilter] = useState<string>(wallFilters.all);
  const [hasMaps, setMaps] = useState(true);
  const [count, setCount] = useState(pageSize);
  const all = useMemo(() => wallOf(items, filter, threshold), [items, filter, threshold]);
  const scale = useMemo(() => scaleOf(items), [items]);
  const isOnMistakes = filter === wallFilters.mistakes;
  return (
    <section aria-labelledby="test-images" className={layout.section}>
      <div className={layout.sectionHead}>
        <h2 id="test-images">{say(stageText.testImages)}</h2>
        <Tools items={items} filter={filter} onFilter={setFilter} hasMaps={hasMaps} onMaps={setMaps} />
      </div>
      {!hasImages && <p className={notes.note}>{say(wallText.noImages)}</p>}
      {all.length === 0 && items.length > 0 && (
        <p className={notes.note}>{say(isOnMistakes ? wallText.noMistakes : wallText.none)}</p>
      )}
      <Images
        shown={all.slice(0, count)}
        all={all}
        chosen={chosen}
        onChoose={onChoose}
        hasMaps={hasMaps}
        scale={scale}
      />
      {all.length > count && (
        <div className={buttons.smallRow}>
          <button
            type="button"
            className={buttons.button}
            onClick={() => {
              setCount(count + pageSize);
            }}
          >
            {say(wallText.showMore)}
          </button>
          <span className={notes.note}>{say(wallSentences.shown)(count, all.length)}</span>
        </div>
      )}
      {threshold !== undefined && <p className={notes.note}>{say(wallText.hint)}</p>}
    </section>
  );
}
