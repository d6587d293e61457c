/** Data: the built-in categories, the user's own images, and what is in the ones in use. */
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { readClipboard } from '../../frame/drop/clipboard.ts';
import { filesOf } from '../../frame/drop/read-entries.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { importProblemText } from '../../text/problems.ts';
import { CategoryChooser } from './CategoryChooser.tsx';
import styles from './Data.module.css';
import { DatasetContents } from './DatasetContents.tsx';
import { Doctor } from './Doctor.tsx';
import { KeptNote } from '../../frame/KeptNote.tsx';
import layout from '../Layout.module.css';
import { LeftOut } from './LeftOut.tsx';
import { Samples } from './Samples.tsx';
import { StorageSection } from './StorageSection.tsx';
import { MappingTable } from './MappingTable.tsx';

const accepted = 'image/*,.tif,.tiff,.csv,.zip,.tar,.gz,.tgz,.xz,.txz';

function FileInput({
  word,
  isFolder,
}: {
  readonly word: 'chooseFiles' | 'chooseFolder';
  readonly isFolder: boolean;
}) {
  const { dataset } = useStages();
  const { t } = useSpeech();
  return (
    <label className={buttons.fileButton}>
      {t(word)}
      <input
        type="file"
        multiple
        aria-label={t(word)}
        {...(isFolder ? { webkitdirectory: '' } : { accept: accepted })}
        onChange={(event) => {
          const files = event.target.files === null ? [] : filesOf(event.target.files);
          event.target.value = '';
          if (files.length > 0) void dataset.importFiles(files);
        }}
      />
    </label>
  );
}

/** Pictures in the clipboard, where the browser lets the page look; Ctrl+V works without this button. */
function PasteButton() {
  const { dataset } = useStages();
  const { t } = useSpeech();
  const paste = async () => {
    const pictures = await readClipboard();
    await dataset.importFiles(pictures);
  };
  return (
    <button type="button" className={buttons.button} onClick={() => void paste()}>
      {t('paste')}
    </button>
  );
}

export function DataPanel() {
  const { dataset } = useStages();
  const { t, say } = useSpeech();
  const problem = useSlice(dataset.store, (state) => state.problem);
  return (
    <div className={layout.page}>
      <section className={styles.dropCard} aria-label={t('dropTitle')}>
        <h2>{t('dropTitle')}</h2>
        <p>{t('dropHint')}</p>
        <div className={styles.ways}>
          <FileInput word="chooseFiles" isFolder={false} />
          <FileInput word="chooseFolder" isFolder />
          <PasteButton />
        </div>
        <p className={notes.note}>{t('nothingLeaves')}</p>
      </section>
      {problem !== undefined && (
        <div role="alert" className={notes.problem}>
          <p>{say(importProblemText(problem))}</p>
          <button type="button" className={buttons.quiet} onClick={dataset.dismissProblems}>
            {t('dismiss')}
          </button>
        </div>
      )}
      <CategoryChooser />
      <MappingTable />
      <KeptNote />
      <LeftOut />
      <Samples />
      <DatasetContents />
      <Doctor />
      <StorageSection />
    </div>
  );
}
