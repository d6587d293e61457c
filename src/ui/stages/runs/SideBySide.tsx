/** One test image through the newest run of each method: maps in a row, scores and verdicts under them. */
import { useEffect, useMemo, useState } from 'react';
import type { Dataset, DatasetItem } from '../../../core/dataset/dataset.ts';
import { newestOfEach } from '../../../core/run/beside.ts';
import { methodOf } from '../../../core/run/table.ts';
import { firstThreshold } from '../../../state/evaluation/threshold.ts';
import type { ScoredImages } from '../../../state/runs/beside.ts';
import type { RunRecord } from '../../../state/runs/runs.ts';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import { OpacityField } from '../../controls/OpacityField.tsx';
import notes from '../../controls/Notes.module.css';
import { useNames } from '../../hooks/names.ts';
import { usePixels } from '../../hooks/pixels.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { besideSentences, besideText } from '../../text/beside.ts';
import { scaleOf } from '../evaluate/score-scale.ts';
import layout from '../Layout.module.css';
import { methodName } from './method-name.ts';
import { runWithFile } from './run-title.ts';
import styles from './SideBySide.module.css';

interface ThroughProps {
  readonly record: RunRecord;
  readonly item: DatasetItem;
  readonly scored: ScoredImages | undefined;
  readonly opacity: number;
}

/** Above the run's threshold or below, and whether that is so; nothing where it has none. */
function Verdict({ record: { results }, item }: Pick<ThroughProps, 'record' | 'item'>) {
  const { say } = useSpeech();
  const found = results.evaluation.items.find(({ path }) => path === item.path);
  const threshold = firstThreshold(results);
  if (found === undefined || threshold === undefined) return null;
  const isDefective = found.score >= threshold;
  const isRight = isDefective === (found.label === 1);
  return (
    <>
      <span>{say(besideSentences.score)(found.score.toPrecision(4), threshold.toPrecision(4))}</span>
      <strong>
        {say(isDefective ? besideText.defective : besideText.normal)}{' '}
        <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>{' '}
        {say(isRight ? besideText.right : besideText.wrong)}
      </strong>
    </>
  );
}

function Through({ record, item, scored, opacity }: ThroughProps) {
  const speech = useSpeech();
  const { say } = speech;
  const scale = useMemo(() => scaleOf(scored?.values() ?? []), [scored]);
  const map = scored?.get(item.path)?.map;
  const name = methodName(methodOf(record.results), speech);
  const missing = scored === undefined ? besideText.reading : besideText.noMap;
  const shown = map === undefined ? besideSentences.withoutMap : besideSentences.mapOf;
  return (
    <figure>
      <Picture
        alt={say(shown)(name, item.path)}
        image={item.image}
        map={map}
        mapScale={scale}
        mapOpacity={opacity}
      />
      <figcaption>
        <span>{name}</span>
        <span className={notes.note}>{runWithFile(record, speech.language)}</span>
        {map === undefined && <span className={notes.note}>{say(missing)}</span>}
        <Verdict record={record} item={item} />
      </figcaption>
    </figure>
  );
}

interface ChooserProps {
  readonly paths: readonly string[];
  readonly chosen: string;
  readonly onChoose: (path: string) => void;
}

function ImageChooser({ paths, chosen, onChoose }: ChooserProps) {
  const { say } = useSpeech();
  const at = paths.indexOf(chosen);
  const step = (words: string, sign: string, by: number) => (
    <button
      type="button"
      className={buttons.button}
      aria-label={words}
      disabled={paths[at + by] === undefined}
      onClick={() => {
        onChoose(paths[at + by] ?? chosen);
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <div className={fields.fields}>
      <label className={fields.labelled}>
        {say(besideText.image)}
        <select
          className={fields.select}
          value={chosen}
          onChange={(event) => {
            onChoose(event.target.value);
          }}
        >
          {paths.map((path) => (
            <option key={path} value={path}>
              {path}
            </option>
          ))}
        </select>
      </label>
      {step(say(besideText.previous), '‹', -1)}
      {step(say(besideText.next), '›', 1)}
    </div>
  );
}

const white = [255, 255, 255] as const;

interface RowProps {
  readonly records: readonly RunRecord[];
  readonly dataset: Dataset;
  readonly chosen: string;
}

function Row({ records, dataset, chosen }: RowProps) {
  const { beside } = useStages();
  const names = useNames();
  const scored = useSlice(beside.store, (state) => state.scored);
  const [opacity, setOpacity] = useState(0.6);
  const entries = useMemo(() => dataset.items.filter(({ path }) => path === chosen), [dataset, chosen]);
  const [item] = usePixels(entries, dataset);
  useEffect(() => {
    void beside.show(
      records.map(({ id }) => id),
      'side-by-side',
    );
  }, [beside, records]);
  if (item === undefined) return null;
  return (
    <>
      <div className={styles.row}>
        <figure>
          <Picture alt={item.path} image={item.image} mask={item.mask} outlineColour={white} />
          <figcaption>
            <strong>{names.defect(item.defect)}</strong>
          </figcaption>
        </figure>
        {records.map((record) => (
          <Through
            key={record.id}
            record={record}
            item={item}
            scored={scored.get(record.id)}
            opacity={opacity}
          />
        ))}
      </div>
      <OpacityField value={opacity} onChange={setOpacity} />
    </>
  );
}

/** A defective image first: there is something to see on it. */
function firstPath(records: readonly RunRecord[]): string {
  const items = records[0]?.results.evaluation.items ?? [];
  return (items.find(({ label }) => label === 1) ?? items[0])?.path ?? '';
}

export function SideBySide() {
  const { runs, dataset } = useStages();
  const { say } = useSpeech();
  const all = useSlice(runs.store, (state) => state.records);
  const open = useSlice(dataset.store, (state) => state.dataset);
  const records = useMemo(() => newestOfEach(all, open?.fingerprint), [all, open?.fingerprint]);
  const [wanted, setWanted] = useState('');
  const paths = useMemo(
    () => (records[0]?.results.evaluation.items ?? []).map(({ path }) => path).sort(),
    [records],
  );
  const chosen = paths.includes(wanted) ? wanted : firstPath(records);
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="side-by-side" className={layout.section}>
      <h2 id="side-by-side">{say(besideText.title)}</h2>
      {open === undefined || records.length === 0 ? (
        <p className={notes.note}>{say(besideText.noRuns)}</p>
      ) : (
        <>
          <p className={notes.note}>{say(besideText.hint)}</p>
          <ImageChooser paths={paths} chosen={chosen} onChoose={setWanted} />
          <Row records={records} dataset={open} chosen={chosen} />
        </>
      )}
    </section>
  );
}
