/** Test images that two runs judge differently, as pictures: found by one, missed by the other. */
import { useEffect, useMemo, useState } from 'react';
import type { Dataset } from '../../../core/dataset/dataset.ts';
import { disagreementsOf, type Disagreement } from '../../../core/run/disagreements.ts';
import { firstThreshold } from '../../../state/evaluation/threshold.ts';
import type { ScoredImages } from '../../../state/runs/beside.ts';
import type { RunRecord } from '../../../state/runs/runs.ts';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { useNames } from '../../hooks/names.ts';
import { usePixels } from '../../hooks/pixels.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { disagreeSentences, disagreeText } from '../../text/disagree.ts';
import { scaleOf } from '../evaluate/score-scale.ts';
import layout from '../Layout.module.css';
import styles from './Disagreements.module.css';
import { letterOf } from './RunCurves.tsx';

/** Pictures of a list: more would say no more. */
const mostShown = 12;

/** A run among those compared, and what it scored; its letter is that of the comparison. */
interface Side {
  readonly letter: string;
  readonly record: RunRecord;
  readonly scored: ScoredImages | undefined;
}

interface PairProps {
  readonly item: Disagreement;
  readonly sides: readonly Side[];
  readonly dataset: Dataset;
  readonly scales: readonly (readonly [number, number])[];
}

const white = [255, 255, 255] as const;

/** One image through both runs. */
function Pair({ item: { path, defect, margins }, sides, dataset, scales }: PairProps) {
  const { say } = useSpeech();
  const names = useNames();
  const entries = useMemo(
    () => dataset.items.filter((one) => one.path === path).slice(0, 1),
    [dataset, path],
  );
  const [source] = usePixels(entries, dataset);
  if (source === undefined) return null;
  return (
    <figure className={styles.pair} title={path}>
      <div className={styles.two}>
        {sides.map(({ letter, scored }, i) => {
          const isAlarm = (margins[i] ?? 0) >= 0;
          const map = scored?.get(path)?.map;
          const words = say(disagreeSentences.judged)(letter, isAlarm);
          return (
            <div key={letter}>
              <Picture
                alt={`${path}: ${words}`}
                image={source.image}
                mask={source.mask}
                outlineColour={white}
                {...(map !== undefined && { map, mapScale: scales[i] ?? [0, 1], mapOpacity: 0.5 })}
              />
              <span data-alarm={isAlarm}>{words}</span>
            </div>
          );
        })}
      </div>
      <figcaption>{names.defect(defect)}</figcaption>
    </figure>
  );
}

interface ListProps extends Omit<PairProps, 'item'> {
  readonly title: string;
  readonly items: readonly Disagreement[];
}

function List({ title, items, ...rest }: ListProps) {
  const { say } = useSpeech();
  if (items.length === 0) return null;
  return (
    <section>
      <h4>{`${title} (${items.length})`}</h4>
      <div className={styles.list}>
        {items.slice(0, mostShown).map((item) => (
          <Pair key={item.path} item={item} {...rest} />
        ))}
      </div>
      {items.length > mostShown && (
        <p className={notes.note}>{say(disagreeSentences.more)(items.length - mostShown)}</p>
      )}
    </section>
  );
}

interface ListsProps {
  readonly sides: readonly [Side, Side];
  readonly dataset: Dataset | undefined;
}

/** The four lists, or why there are none. */
function Lists({ sides, dataset }: ListsProps) {
  const { say } = useSpeech();
  const [a, b] = sides;
  const found = useMemo(() => {
    const judgeOf = ({ results }: RunRecord) => {
      const threshold = firstThreshold(results);
      return threshold === undefined ? undefined : { results, threshold };
    };
    const [one, other] = [judgeOf(a.record), judgeOf(b.record)];
    return one && other && disagreementsOf(one, other);
  }, [a.record, b.record]);
  const scales = useMemo(
    () => [scaleOf(a.scored?.values() ?? []), scaleOf(b.scored?.values() ?? [])] as const,
    [a.scored, b.scored],
  );
  if (found === undefined) return <p className={notes.note}>{say(disagreeText.otherImages)}</p>;
  const lists = [
    [say(disagreeSentences.foundBy)(a.letter, b.letter), found.foundByFirst],
    [say(disagreeSentences.foundBy)(b.letter, a.letter), found.foundBySecond],
    [say(disagreeSentences.alarmOf)(a.letter, b.letter), found.alarmOfFirst],
    [say(disagreeSentences.alarmOf)(b.letter, a.letter), found.alarmOfSecond],
  ] as const;
  const counts = lists.filter(([, items]) => items.length > 0);
  if (counts.length === 0) return <p>{say(disagreeSentences.agree)(a.letter, b.letter, found.images)}</p>;
  if (dataset === undefined)
    return (
      <>
        <ul>
          {counts.map(([title, items]) => (
            <li key={title}>{`${title}: ${items.map(({ path }) => path).join(', ')}`}</li>
          ))}
        </ul>
        <p className={notes.note}>{say(disagreeText.openImages)}</p>
      </>
    );
  return counts.map(([title, items]) => (
    <List key={title} title={title} items={items} sides={sides} dataset={dataset} scales={scales} />
  ));
}

/** Two of the runs compared; of more than two, which two is chosen. */
export function Disagreements({ records }: { readonly records: readonly RunRecord[] }) {
  const { beside, dataset } = useStages();
  const { say } = useSpeech();
  const [wanted, setWanted] = useState('0 1');
  const scored = useSlice(beside.store, (state) => state.scored);
  const open = useSlice(dataset.store, (state) => state.dataset);
  const pairs = records.flatMap((_, i) => records.slice(i + 1).map((__, j) => `${i} ${i + 1 + j}`));
  const pair = pairs.includes(wanted) ? wanted : '0 1';
  const [first = 0, second = 1] = pair.split(' ').map(Number);
  const [a, b] = [records[first], records[second]];
  useEffect(() => {
    void beside.show(
      records.map(({ id }) => id),
      'disagreements',
    );
  }, [beside, records]);
  if (a === undefined || b === undefined) return null;
  const sideOf = (record: RunRecord, i: number): Side => ({
    letter: letterOf(i),
    record,
    scored: scored.get(record.id),
  });
  const { fingerprint } = a.results.dataset;
  return (
    <section aria-labelledby="disagreements" className={layout.section}>
      <h3 id="disagreements">{say(disagreeText.title)}</h3>
      <p className={notes.note}>{say(disagreeText.hint)}</p>
      {pairs.length > 1 && (
        <label className={fields.inlineField}>
          {say(disagreeText.runs)}
          <select
            className={fields.select}
            value={pair}
            onChange={(event) => {
              setWanted(event.target.value);
            }}
          >
            {pairs.map((one) => (
              <option key={one} value={one}>
                {one
                  .split(' ')
                  .map((i) => letterOf(Number(i)))
                  .join(' – ')}
              </option>
            ))}
          </select>
        </label>
      )}
      <Lists
        sides={[sideOf(a, first), sideOf(b, second)]}
        dataset={open?.fingerprint === fingerprint ? open : undefined}
      />
    </section>
  );
}
