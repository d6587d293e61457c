/** The wall of verdicts, the worst first: filtered, reviewed by mouse or keys, the chosen one large beside it. */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { verdicts, type Limits, type Verdict } from '../../../core/inspect/verdict.ts';
import type { Review } from '../../../state/inspect/inspect-stage.ts';
import {
  countVerdicts,
  limitsIn,
  reviewCounts,
  verdictItems,
  wallOrder,
  type VerdictItem,
} from '../../../state/inspect/judged-list.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { Switch } from '../../controls/Switch.tsx';
import { Segments } from '../../controls/Segments.tsx';
import { readingSteps } from '../../hooks/reading-steps.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { useThrottled } from '../../hooks/throttled.ts';
import { inspectSentences, inspectText, verdictText } from '../../text/inspect.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';
import styles from './Inspect.module.css';
import { mapScaleOf } from './map-scale.ts';
import { VerdictDetail } from './VerdictDetail.tsx';
import { VerdictFigure } from './VerdictFigure.tsx';

/** Figures drawn at first, and more on request: a canvas each. */
const pageSize = 48;

/** Milliseconds between two sortings while images come in. */
const restMs = 400;

type Filter = Verdict | 'all';

function useList(): { readonly items: readonly VerdictItem[]; readonly limits: Limits | undefined } {
  const { inspect } = useStages();
  const basis = useSlice(inspect.store, (state) => state.basis);
  const falseAlarmRate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  const reviews = useSlice(inspect.store, (state) => state.reviews);
  const judged = useThrottled(
    useSlice(inspect.store, (state) => state.items),
    restMs,
  );
  return useMemo(() => {
    const limits = limitsIn({ basis, falseAlarmRate });
    const items = limits === undefined ? [] : wallOrder(verdictItems({ items: judged, reviews }, limits));
    return { limits, items };
  }, [basis, falseAlarmRate, judged, reviews]);
}

interface KeyActions {
  readonly move: (by: number) => void;
  readonly mark: (review: Review | undefined) => void;
}

/** Arrows always; letters where single keys are switched on. */
function actOn(event: KeyboardEvent, hasKeys: boolean, { move, mark }: KeyActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const by = readingSteps[event.key];
  if (by !== undefined) move(by);
  else if (event.key === 'Backspace') mark(undefined);
  else if (hasKeys && event.key.toLowerCase() === 'g') mark('normal');
  else if (hasKeys && event.key.toLowerCase() === 'b') mark('defect');
  else return false;
  return true;
}

interface WallState {
  readonly shown: readonly VerdictItem[];
  readonly chosen: VerdictItem | undefined;
  readonly choose: (id: number) => void;
  readonly actions: KeyActions;
}

/** Which item is chosen, how to move on from it, and how to mark it. */
function useReview(shown: readonly VerdictItem[], reach: (index: number) => void): WallState {
  const { inspect } = useStages();
  const [chosenId, choose] = useState<number>();
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === chosenId),
  );
  const chosen = shown[at];
  const move = (by: number) => {
    const to = Math.min(shown.length - 1, Math.max(0, at + by));
    const next = shown[to];
    if (next === undefined) return;
    reach(to);
    choose(next.id);
  };
  const mark = (review: Review | undefined) => {
    if (chosen === undefined) return;
    inspect.review(chosen.id, review);
    if (review !== undefined) move(1);
  };
  return { shown, chosen, choose, actions: { move, mark } };
}

interface WallProps extends WallState {
  readonly count: number;
  readonly scale: readonly [number, number];
  readonly hasMaps: boolean;
}

function Wall({ shown, chosen, choose, actions, count, scale, hasMaps }: WallProps) {
  const { frame } = useStages();
  const hasKeys = useSlice(frame.store, (state) => state.hasKeys);
  const wall = useRef<HTMLDivElement>(null);
  const chosenId = chosen?.id;
  // The focus goes along where it was on the wall already.
  useEffect(() => {
    if (wall.current?.contains(document.activeElement) !== true) return;
    wall.current.querySelector<HTMLElement>(`[data-item="${chosenId}"]`)?.focus();
  }, [chosenId]);
  return (
    <div
      ref={wall}
      className={styles.wall}
      onKeyDown={(event) => {
        if (actOn(event, hasKeys, actions)) event.preventDefault();
      }}
    >
      {shown.slice(0, count).map((item) => (
        <VerdictFigure
          key={item.id}
          item={item}
          isChosen={item.id === chosenId}
          hasMap={hasMaps}
          scale={scale}
          onChoose={choose}
        />
      ))}
    </div>
  );
}

interface ToolsProps {
  readonly items: readonly VerdictItem[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly hasMaps: boolean;
  readonly onMaps: (hasMaps: boolean) => void;
}

function Tools({ items, filter, onFilter, hasMaps, onMaps }: ToolsProps) {
  const { say } = useSpeech();
  const counts = countVerdicts(items);
  const { inspect } = useStages();
  const corrected = useSlice(inspect.store, ({ corrections }) => corrections.list);
  const { reviewed, falseAlarms, misses } = reviewCounts(items, corrected);
  const labelOf = (verdict: Verdict) => `${say(verdictText[verdict])} ${counts[verdict]}`;
  return (
    <div className={styles.tools}>
      <Segments
        name={say(stageText.show)}
        value={filter}
        options={[
          { value: 'all', label: `${say(stageText.all)} ${items.length}` },
          ...verdicts.map((verdict) => ({ value: verdict, label: labelOf(verdict) })),
        ]}
        onChange={onFilter}
      />
      {items.some(({ map }) => map !== undefined) && (
        <Switch label={say(inspectText.heatMaps)} isOn={hasMaps} onChange={onMaps} />
      )}
      <p className={notes.note} role="status">
        {say(inspectSentences.counts)(counts.bad, counts.look, counts.good)}
        {reviewed > 0 && ` · ${say(inspectSentences.reviewed)(reviewed, falseAlarms, misses)}`}
      </p>
    </div>
  );
}

function Review({ items, limits }: { readonly items: readonly VerdictItem[]; readonly limits: Limits }) {
  const { say } = useSpeech();
  const [filter, setFilter] = useState<Filter>('all');
  const [hasMaps, setMaps] = useState(true);
  const [count, setCount] = useState(pageSize);
  const shown = useMemo(
    () => items.filter(({ verdict }) => filter === 'all' || verdict === filter),
    [items, filter],
  );
  const scale = useMemo(() => mapScaleOf(shown, limits), [shown, limits]);
  const review = useReview(shown, (index) => {
    if (index >= count) setCount(count + pageSize);
  });
  return (
    <>
      <Tools items={items} filter={filter} onFilter={setFilter} hasMaps={hasMaps} onMaps={setMaps} />
      {shown.length === 0 && <p>{say(inspectText.none)}</p>}
      <div className={styles.review}>
        <div>
          <Wall {...review} count={count} scale={scale} hasMaps={hasMaps} />
          <p className={notes.note}>{say(inspectText.keys)}</p>
          {shown.length > count && (
            <div className={buttons.smallRow}>
              <button
                type="button"
                className={buttons.button}
                onClick={() => {
                  setCount(count + pageSize);
                }}
              >
                {say(inspectText.showMore)}
              </button>
              <span className={notes.note}>{say(inspectSentences.shown)(count, shown.length)}</span>
            </div>
          )}
        </div>
        {review.chosen !== undefined && (
          <VerdictDetail
            item={review.chosen}
            shown={shown}
            contour={limits.look}
            scale={scale}
            move={review.actions.move}
          />
        )}
      </div>
    </>
  );
}

export function VerdictWall() {
  const { say } = useSpeech();
  const { items, limits } = useList();
  return (
    <section className={layout.section} aria-labelledby="verdicts">
      <h2 id="verdicts">{say(inspectText.verdicts)}</h2>
      {items.length === 0 || limits === undefined ? (
        <p className={styles.waiting}>{say(inspectText.nothingYet)}</p>
      ) : (
        <Review items={items} limits={limits} />
      )}
    </section>
  );
}
