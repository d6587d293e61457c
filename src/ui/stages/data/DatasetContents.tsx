/** What the dataset in use holds: a row a class, with its count and first pictures. */
import { normalClass, type Dataset, type DatasetEntry } from '../../../core/dataset/dataset.ts';
import notes from '../../controls/Notes.module.css';
import { useNames } from '../../hooks/names.ts';
import { usePixels } from '../../hooks/pixels.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { sentences } from '../../text/sentences.ts';
import { stageText } from '../../text/stages.ts';
import styles from './Data.module.css';
import layout from '../Layout.module.css';

/** Pictures shown of each class. */
const shown = 8;

interface ClassRow {
  readonly key: string;
  readonly title: string;
  readonly items: readonly DatasetEntry[];
}

function classRows(
  items: readonly DatasetEntry[],
  titles: { train: string; good: string; test: (defect: string) => string },
): ClassRow[] {
  const of = (split: DatasetEntry['split'], defect: string) =>
    items.filter((item) => item.split === split && item.defect === defect);
  const defects = new Set(items.filter((item) => item.split === 'test').map((item) => item.defect));
  defects.delete(normalClass);
  return [
    { key: 'train', title: titles.train, items: items.filter((item) => item.split === 'train') },
    { key: 'good', title: titles.good, items: of('test', normalClass) },
    ...[...defects].sort().map((defect) => ({
      key: `test ${defect}`,
      title: titles.test(defect),
      items: of('test', defect),
    })),
  ];
}

interface ThumbnailsProps {
  readonly entries: readonly DatasetEntry[];
  readonly from: Dataset;
}

function Thumbnails({ entries, from }: ThumbnailsProps) {
  const items = usePixels(entries, from);
  return (
    <div className={styles.thumbnails}>
      {items.map(({ path, image, mask }) => (
        <Picture key={path} alt={path} image={image} mask={mask} outlineColour={[213, 94, 0]} />
      ))}
    </div>
  );
}

export function DatasetContents() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const current = useSlice(dataset.store, (state) => state.dataset);
  if (current === undefined) return null;
  const rows = classRows(current.items, {
    train: say(stageText.trainNormal),
    good: say(stageText.testNormal),
    test: (defect) => `${say(stageText.test)} · ${names.defect(defect)}`,
  });
  return (
    <section aria-labelledby="contents" className={layout.section}>
      <h2 id="contents">
        {say(stageText.contents)}: {names.dataset}
      </h2>
      <p className={notes.note}>
        {say(stageText.fingerprint)} <code>{current.fingerprint.slice(0, 8)}</code>
      </p>
      {rows.map(({ key, title, items }) => (
        <div key={key}>
          <h3>
            {title} <span className={notes.note}>{say(sentences.counts)(items.length)}</span>
          </h3>
          <Thumbnails entries={items.slice(0, shown)} from={current} />
        </div>
      ))}
    </section>
  );
}
