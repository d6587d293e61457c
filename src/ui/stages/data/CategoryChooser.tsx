/** Several categories were dropped at once, or are being found in an archive: the user says which one to open. */
import type { FoundCategory } from '../../../core/dataset/layout/found.ts';
import buttons from '../../controls/Buttons.module.css';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { dataSentences } from '../../text/data-sentences.ts';
import { dataText } from '../../text/data.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';

interface TableProps {
  readonly label: string;
  readonly rows: readonly FoundCategory[];
  /** The one that needs no button. */
  readonly chosen: string | undefined;
}

function CategoryTable({ label, rows, chosen }: TableProps) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  return (
    <div className={tables.scroll}>
      <table className={tables.table}>
        <caption className={hiding.hidden}>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say(stageText.category)}</th>
            <th scope="col">{say(stageText.trainNormal)}</th>
            <th scope="col">{say(stageText.test)}</th>
            <th scope="col">{say(stageText.masks)}</th>
            <th scope="col">{say(stageText.actions)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, train, test, masks }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{train}</td>
              <td>{test}</td>
              <td>{masks}</td>
              <td>
                <button
                  type="button"
                  className={buttons.button}
                  aria-label={`${say(stageText.open)} ${name}`}
                  disabled={name === chosen}
                  onClick={() => void dataset.chooseCategory(name)}
                >
                  {name === chosen ? say(dataText.chosen) : say(stageText.open)}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** While an archive of several gigabytes streams by, what was found so far can be chosen already. */
function FoundSoFar({ rows }: { readonly rows: readonly FoundCategory[] }) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const wanted = useSlice(dataset.store, (state) => state.wanted);
  return (
    <section aria-labelledby="found-so-far" className={layout.section}>
      <h2 id="found-so-far">{say(dataText.foundSoFar)}</h2>
      <p role="status" className={notes.note}>
        {wanted === undefined ? say(dataText.foundSoFarHint) : say(dataSentences.opensSoon)(wanted)}
      </p>
      <CategoryTable label={say(dataText.foundSoFar)} rows={rows} chosen={wanted} />
    </section>
  );
}

/** For a benchmark over a whole root. */
function OpenAll() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const isLoading = useSlice(dataset.store, ({ status }) => status === 'loading');
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.button}
        disabled={isLoading}
        onClick={() => void dataset.openAll()}
      >
        {say(dataText.openAll)}
      </button>
      <span className={notes.note}>{say(dataText.openAllHint)}</span>
    </div>
  );
}

export function CategoryChooser() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const { choices, status } = useSlice(dataset.store, (state) => state);
  const found = useSlice(dataset.store, ({ inspecting }) => inspecting?.found);
  const open = useSlice(dataset.store, ({ mapping }) => mapping?.found.name);
  if (found !== undefined && found.length > 0) return <FoundSoFar rows={found} />;
  if (choices.length === 0) return null;
  if (status !== 'choosing')
    return (
      <details className={layout.section}>
        <summary>
          {say(dataText.otherCategories)} ({choices.length - 1})
        </summary>
        <CategoryTable label={say(dataText.otherCategories)} rows={choices} chosen={open} />
        <OpenAll />
      </details>
    );
  return (
    <section aria-labelledby="choose-category" className={layout.section}>
      <h2 id="choose-category">{say(stageText.chooseCategory)}</h2>
      <CategoryTable label={say(stageText.chooseCategory)} rows={choices} chosen={undefined} />
      <OpenAll />
    </section>
  );
}
