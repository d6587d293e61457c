/** The detector as a file: saved, opened in place of the one that is fitted here, and what its self-check found. */
import { useRef, useState } from 'react';
import { selfCheckTolerance } from '../../../core/inspect/passport.ts';
import { messageOf } from '../../../core/message-of.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { saveFile } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { inspectSentences, inspectText } from '../../text/inspect.ts';
import { fetchDetectorPage } from './detector-page.ts';
import { detectorScript } from './detector-script.ts';

function OpenButton() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={buttons.button} onClick={() => input.current?.click()}>
        {say(inspectText.openDetector)}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".onnx"
        aria-label={say(inspectText.openDetector)}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) void inspect.openDetector(file);
          currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}

/** What the opened file's own images said of it. */
function SelfCheck() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const opened = useSlice(inspect.store, (state) => state.opened);
  if (opened === undefined) return null;
  const isFailed = !(opened.error <= selfCheckTolerance);
  const words = isFailed ? inspectSentences.selfCheckFailed : inspectSentences.selfCheck;
  return (
    <p role={isFailed ? 'alert' : undefined} className={isFailed ? notes.problem : notes.note}>
      {opened.name}: {say(words)(`${Number((100 * opened.error).toPrecision(2))} %`)}
    </p>
  );
}

/** The page that judges with the file on another machine. */
function PageButton({ onFailed }: { readonly onFailed: (came: string | undefined) => void }) {
  const { say } = useSpeech();
  const save = async () => {
    onFailed(undefined);
    try {
      saveFile(await fetchDetectorPage(), 'detector.html');
    } catch (error) {
      onFailed(messageOf(error));
    }
  };
  return (
    <button type="button" className={buttons.quiet} onClick={() => void save()}>
      {say(inspectText.savePage)}
    </button>
  );
}

export function DetectorFile() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const [failed, setFailed] = useState<string>();
  const save = async () => {
    const bytes = await inspect.saveDetector();
    if (bytes !== undefined) saveFile(new Blob([bytes]), 'detector.onnx');
  };
  return (
    <>
      <SelfCheck />
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => void save()}>
          {say(inspectText.saveDetector)}
        </button>
        <OpenButton />
        <PageButton onFailed={setFailed} />
        <button
          type="button"
          className={buttons.quiet}
          onClick={() => {
            saveFile(new Blob([detectorScript], { type: 'text/x-python' }), 'detector.py');
          }}
        >
          {say(inspectText.saveScript)}
        </button>
      </div>
      {failed !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(inspectSentences.pageNotFetched)(failed)}
        </p>
      )}
      <p className={notes.note}>{say(inspectText.fileNote)}</p>
    </>
  );
}
