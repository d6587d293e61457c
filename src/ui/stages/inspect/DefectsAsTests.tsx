/** Confirmed defects as test images: in a zip, or beside the images in use. */
import { useState } from 'react';
import { testsOf } from '../../../state/dataset/more-tests.ts';
import type { ConfirmedDefect } from '../../../state/inspect/inspect-stage.ts';
import type { ImportProblem } from '../../../state/worker-types.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { saveFile } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { correctionSentences, correctionText } from '../../text/corrections.ts';
import { importProblemText } from '../../text/problems.ts';
import { stageText } from '../../text/stages.ts';

interface DefectsProps {
  readonly defects: readonly ConfirmedDefect[];
}

/** What became of those that were to be added. */
interface Outcome {
  /** `undefined` where that did not come to its end. */
  readonly added: number | undefined;
  /** Those that were tried, and those whose files are gone. */
  readonly tried: number;
  readonly lost: number;
  readonly problem: ImportProblem | undefined;
}

function OutcomeNote({ added, tried, lost }: Outcome) {
  const { preferences } = useStages();
  const { say } = useSpeech();
  const leftOut = added === undefined ? 0 : tried - added;
  return (
    <>
      {added !== undefined && added > 0 && (
        <p className={notes.note}>
          {say(correctionSentences.added)(added)}{' '}
          <button
            type="button"
            className={buttons.button}
            onClick={() => {
              preferences.openStage('evaluate');
            }}
          >
            {say(stageText.goToEvaluate)}
          </button>
        </p>
      )}
      {leftOut > 0 && <p className={notes.warning}>{say(correctionSentences.notAdded)(leftOut)}</p>}
      {lost > 0 && <p className={notes.warning}>{say(correctionSentences.notSaved)(lost)}</p>}
    </>
  );
}

function AddButton({ defects }: DefectsProps) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const isPossible = useSlice(dataset.store, (state) => testsOf(state) !== undefined);
  const isLoading = useSlice(dataset.store, ({ status }) => status === 'loading');
  const [isAdding, setAdding] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const add = async () => {
    setAdding(true);
    setOutcome(undefined);
    const { labelledFiles } = await import('../../../state/inspect/verdict-zip.ts');
    const files = labelledFiles(defects);
    const added = await dataset.addTests(files);
    const { problem } = dataset.store.getState();
    setAdding(false);
    setOutcome({ added, tried: files.length, lost: defects.length - files.length, problem });
  };
  if (!isPossible) return <p className={notes.note}>{say(correctionText.addTestsNever)}</p>;
  return (
    <>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          aria-disabled={isLoading}
          onClick={() => {
            if (!isLoading) void add();
          }}
        >
          {say(isAdding ? correctionText.addingTests : correctionText.addTests)}
        </button>
      </div>
      <p className={notes.note}>{say(correctionText.addTestsNote)}</p>
      <div role="status">{outcome !== undefined && <OutcomeNote {...outcome} />}</div>
      {outcome?.problem !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(importProblemText(outcome.problem))}
        </p>
      )}
    </>
  );
}

function SaveButton({ defects }: DefectsProps) {
  const { say } = useSpeech();
  const [leftOut, setLeftOut] = useState(0);
  const save = async () => {
    const { packConfirmed } = await import('../../../state/inspect/verdict-zip.ts');
    const packed = await packConfirmed(defects);
    setLeftOut(packed.leftOut);
    if (packed.leftOut < defects.length) saveFile(packed.zip, 'test.zip');
  };
  return (
    <>
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => void save()}>
          {say(correctionText.saveTests)}
        </button>
      </div>
      <p className={notes.note}>{say(correctionText.saveTestsNote)}</p>
      {leftOut > 0 && (
        <p role="alert" className={notes.warning}>
          {say(correctionSentences.notSaved)(leftOut)}
        </p>
      )}
    </>
  );
}

export function DefectsAsTests({ defects }: DefectsProps) {
  return (
    <>
      <AddButton defects={defects} />
      <SaveButton defects={defects} />
    </>
  );
}
