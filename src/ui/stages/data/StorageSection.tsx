/** What is kept on this device: sizes, whether the browser may clear it, and how to take it along or away. */
import { useEffect } from 'react';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { dataSentences } from '../../text/data-sentences.ts';
import { dataText } from '../../text/data.ts';
import { frameText } from '../../text/frame.ts';
import { stageText } from '../../text/stages.ts';
import layout from '../Layout.module.css';
import type { StoredDataset } from '../../../state/worker-types.ts';
import { saveFile } from '../../hooks/save.ts';
import { HeadRow } from '../../controls/TableBox.tsx';
import { RemovedNote } from '../../controls/RemovedNote.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { KeptRunList } from '../train/KeptRunList.tsx';
import { dayOf, megabytes } from '../../text/units.ts';

/** How far the disk is used, and what the browser promises. */
function Space() {
  const { storage } = useStages();
  const { say } = useSpeech();
  const space = useSlice(storage.store, (state) => state.space);
  const isPersisted = useSlice(storage.store, (state) => state.isPersisted);
  const isUsed = useSlice(storage.store, (state) => (state.report?.datasets.length ?? 0) > 0);
  if (!isUsed) return null;
  return (
    <>
      {space !== undefined && (
        <p className={fields.fields}>
          <meter aria-label={say(dataText.spaceUsed)} max={space.quota} value={space.usage} />
          {say(dataSentences.spaceUsed)(megabytes(space.usage), megabytes(space.quota))}
        </p>
      )}
      {isPersisted === true && <p className={notes.note}>{say(dataText.persisted)}</p>}
      {isPersisted === false && (
        <p className={notes.note}>
          {say(dataText.notPersisted)}{' '}
          <button type="button" className={buttons.button} onClick={() => void storage.persist()}>
            {say(dataText.persist)}
          </button>
        </p>
      )}
    </>
  );
}

const exportWords = { copies: dataText.exportZip, originals: dataText.exportOriginals };
const endings = { copies: '.zip', originals: '-originals.zip' } as const;

interface ExportProps {
  readonly stored: StoredDataset;
  readonly what: 'copies' | 'originals';
}

function ExportButton({ stored: { id, name }, what }: ExportProps) {
  const { storage } = useStages();
  const { say } = useSpeech();
  const isPacking = useSlice(storage.store, ({ packing }) => packing !== undefined);
  const word = say(exportWords[what]);
  const pack = async () => {
    const zip = await storage.pack(id, what);
    if (zip !== undefined) saveFile(zip, name.replaceAll('/', '-') + endings[what]);
  };
  return (
    <button
      type="button"
      className={buttons.button}
      disabled={isPacking}
      aria-label={`${word} ${name}`}
      onClick={() => void pack()}
    >
      {word}
    </button>
  );
}

function StoredActions({ stored }: { readonly stored: StoredDataset }) {
  const { id, name } = stored;
  const { dataset, storage } = useStages();
  const { say } = useSpeech();
  const isOpen = useSlice(dataset.store, ({ kept }) => kept?.kind === 'stored' && kept.id === id);
  return (
    <span className={buttons.row}>
      <button
        type="button"
        className={buttons.button}
        disabled={isOpen}
        aria-label={`${say(isOpen ? stageText.inUse : stageText.open)} ${name}`}
        onClick={() => void dataset.openStored(id)}
      >
        {isOpen ? say(stageText.inUse) : say(stageText.open)}
      </button>
      <ExportButton stored={stored} what="copies" />
      {stored.preparation.keepsOriginals === true && <ExportButton stored={stored} what="originals" />}
      <button
        type="button"
        className={buttons.quiet}
        aria-label={`${say(stageText.remove)} ${name}`}
        onClick={() => {
          storage.remove(id);
        }}
      >
        {say(stageText.remove)}
      </button>
    </span>
  );
}

function StoredRow({ stored }: { readonly stored: StoredDataset }) {
  const { name, counts, preparation, bytes, savedAt, fingerprint } = stored;
  return (
    <tr>
      <th scope="row">
        {name} <code className={notes.note}>{fingerprint.slice(0, 8)}</code>
      </th>
      <td>{counts.train + counts.testNormal + counts.testDefective}</td>
      <td>{preparation.side} px</td>
      <td>{megabytes(bytes)}</td>
      <td>{dayOf(savedAt)}</td>
      <td>
        <StoredActions stored={stored} />
      </td>
    </tr>
  );
}

function StoredTable({ rows }: { readonly rows: readonly StoredDataset[] }) {
  const { say } = useSpeech();
  return (
    <div className={tables.scroll}>
      <table className={tables.table}>
        <caption className={hiding.hidden}>{say(dataText.stored)}</caption>
        <HeadRow
          columns={[
            stageText.dataset,
            stageText.contents,
            dataText.workingSide,
            dataText.size,
            dataText.saved,
            stageText.actions,
          ].map(say)}
        />
        <tbody>
          {rows.map((stored) => (
            <StoredRow key={stored.id} stored={stored} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Imports that a reload or a crash cut off. */
function Interrupted() {
  const { storage } = useStages();
  const { say } = useSpeech();
  const interrupted = useSlice(storage.store, (state) => state.report?.interrupted);
  return interrupted?.map(({ id, name, done, total }) => (
    <p key={id} className={notes.warning}>
      {say(dataSentences.interrupted)(name, done, total)}{' '}
      <button type="button" className={buttons.button} onClick={() => void storage.discard(id)}>
        {say(dataText.discard)}
      </button>
    </p>
  ));
}

/** Datasets that cannot be read hide no other, and keep their place until they are taken away. */
function Unreadable() {
  const { storage } = useStages();
  const { say } = useSpeech();
  const unreadable = useSlice(storage.store, (state) => state.report?.unreadable) ?? [];
  const newer = unreadable.filter(({ isNewer }) => isNewer).length;
  const cleared = unreadable.flatMap((one) => one.cleared ?? []);
  const broken = unreadable.length - newer - cleared.length;
  if (unreadable.length === 0) return null;
  return (
    <div role="alert" className={notes.warning}>
      {newer > 0 && <p>{say(dataText.newerDatasets)}</p>}
      {cleared.length > 0 && <p>{say(dataSentences.cleared)(cleared)}</p>}
      {broken > 0 && <p>{say(dataSentences.unreadableDatasets)(broken)}</p>}
      {newer < unreadable.length && (
        <p>
          <button type="button" className={buttons.button} onClick={() => void storage.removeUnreadable()}>
            {say(dataText.removeUnreadable)}
          </button>
        </p>
      )}
    </div>
  );
}

function Leaving() {
  const { storage } = useStages();
  const name = useSlice(storage.store, (state) => state.leaving?.name);
  return <RemovedNote name={name} onUndo={storage.undoRemove} />;
}

export function StorageSection() {
  const { storage, keptRun } = useStages();
  const { say } = useSpeech();
  const { report, leaving, problem } = useSlice(storage.store, (state) => state);
  useEffect(() => {
    void storage.refresh();
    void keptRun.refresh();
  }, [storage, keptRun]);
  const rows = report?.datasets.filter(({ id }) => id !== leaving?.id) ?? [];
  return (
    <section aria-labelledby="stored" className={layout.section}>
      <h2 id="stored">{say(dataText.stored)}</h2>
      {report?.obstacle !== undefined && (
        <p className={notes.warning}>
          {say(frameText.memoryOnly)} ({report.obstacle})
        </p>
      )}
      {report?.obstacle === undefined && rows.length === 0 && (
        <p className={notes.note}>{say(dataText.nothingStored)}</p>
      )}
      <Unreadable />
      <Interrupted />
      <Leaving />
      {problem !== undefined && <p role="alert">{problem}</p>}
      {rows.length > 0 && <StoredTable rows={rows} />}
      <KeptRunList />
      <Space />
    </section>
  );
}
