/** Data: the built-in categories, the user's own images, and what is in the ones in use. */
import type { Text } from '../../../core/text.ts';
import { acceptedDatasets } from '../../frame/drop/accepted.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { readClipboard } from '../../frame/drop/clipboard.ts';
import { FilesInput } from '../../frame/drop/FilesInput.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { dataText } from '../../text/data.ts';
import { frameText } from '../../text/frame.ts';
import { importProblemText } from '../../text/problems.ts';
import { stageText } from '../../text/stages.ts';
import { CategoryChooser } from './CategoryChooser.tsx';
import styles from './Data.module.css';
import { DatasetContents } from './DatasetContents.tsx';
import { Doctor } from './Doctor.tsx';
import { KeptNote } from '../../frame/KeptNote.tsx';
import layout from '../Layout.module.css';
import { LeftOut } from './LeftOut.tsx';
import { RegionSection } from './region/RegionSection.tsx';
import { Samples } from './Samples.tsx';
import { StorageSection } from './StorageSection.tsx';
import { MappingTable } from './MappingTable.tsx';

function FileButton({ word, isFolder }: { readonly word: Text; readonly isFolder: boolean }) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  return (
    <label className={buttons.fileButton}>
      {say(word)}
      <FilesInput
        label={say(word)}
        isFolder={isFolder}
        accepted={acceptedDatasets}
        onFiles={(files) => void dataset.importFiles(files)}
      />
    </label>
  );
}

/** Pictures in the clipboard, where the browser lets the page look; Ctrl+V works without this button. */
function PasteButton() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const paste = async () => {
    const pictures = await readClipboard();
    await dataset.importFiles(pictures);
  };
  return (
    <button type="button" className={buttons.button} onClick={() => void paste()}>
      {say(dataText.paste)}
    </button>
  );
}

export function DataPanel() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(dataset.store, (state) => state.problem);
  return (
    <div className={layout.page}>
      <section className={styles.dropCard} aria-label={say(stageText.dropTitle)}>
        <h2>{say(stageText.dropTitle)}</h2>
        <p>{say(stageText.dropHint)}</p>
        <div className={styles.ways}>
          <FileButton word={stageText.chooseFiles} isFolder={false} />
          <FileButton word={stageText.chooseFolder} isFolder />
          <PasteButton />
        </div>
        <p className={notes.note}>{say(frameText.nothingLeaves)}</p>
      </section>
      {problem !== undefined && (
        <div role="alert" className={notes.problem}>
          <p>{say(importProblemText(problem))}</p>
          <button type="button" className={buttons.quiet} onClick={dataset.dismissProblems}>
            {say(frameText.dismiss)}
          </button>
        </div>
      )}
      <CategoryChooser />
      <MappingTable />
      <KeptNote />
      <LeftOut />
      <Samples />
      <RegionSection />
      <DatasetContents />
      <Doctor />
      <StorageSection />
    </div>
  );
}
