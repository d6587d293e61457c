/** Proposes the part of the images that an object takes. */
import { useState } from 'react';
import { isTraining } from '../../../../state/training/training.ts';
import type { FoundObject } from '../../../../state/dataset/dataset-stage.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { runProblemText } from '../../../text/problems.ts';
import { regionText } from '../../../text/region.ts';

function Outcome({ found }: { readonly found: FoundObject }) {
  const { say } = useSpeech();
  if (found.kind === 'failed')
    return <p className={notes.problem}>{say(runProblemText(found.problem, 'object'))}</p>;
  return (
    <p className={notes.note}>{say(found.kind === 'found' ? regionText.objectFound : regionText.noObject)}</p>
  );
}

export function FindObject({ onFound }: { readonly onFound: (cells: Uint8Array) => void }) {
  const { dataset, training } = useStages();
  const { say } = useSpeech();
  const isWaiting = useSlice(training.store, isTraining);
  const [isLooking, setLooking] = useState(false);
  const [found, setFound] = useState<FoundObject>();
  const look = async () => {
    setLooking(true);
    setFound(undefined);
    const outcome = await dataset.findObject();
    setLooking(false);
    setFound(outcome);
    if (outcome.kind === 'found') onFound(outcome.cells);
  };
  return (
    <>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          aria-disabled={isLooking || isWaiting}
          onClick={() => {
            if (!isLooking && !isWaiting) void look();
          }}
        >
          {say(isLooking ? regionText.findingObject : regionText.findObject)}
        </button>
      </div>
      <div role="status">
        {isWaiting && <p className={notes.note}>{say(regionText.objectWaits)}</p>}
        {found !== undefined && <Outcome found={found} />}
      </div>
    </>
  );
}
