/** Shown if something kept among the runs cannot be read, with the ways out. */
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { saveFile } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { runsSentences, runsText } from '../../text/runs.ts';

/** What is kept and cannot be read: the rest is listed, and it can be saved before it goes. */
export function UnreadableRuns() {
  const { runs } = useStages();
  const { say } = useSpeech();
  const { unreadable, problem } = useSlice(runs.store, (state) => state);
  const broken = unreadable.filter(({ isNewer }) => !isNewer);
  const isNewer = broken.length < unreadable.length || /existing version/i.test(problem ?? '');
  const saveAll = async () => {
    const content = await runs.rescue();
    if (content !== undefined) saveFile(content, 'kizu-kept-runs.json');
    return content !== undefined;
  };
  if (broken.length === 0 && problem === undefined && !isNewer) return null;
  return (
    <div role="alert" className={notes.warning}>
      {isNewer && <p>{say(runsText.newerKept)}</p>}
      {broken.length > 0 && <p>{say(runsSentences.unreadable)(broken.length, broken[0]?.where ?? '')}</p>}
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => void saveAll()}>
          {say(runsText.saveAll)}
        </button>
        {broken.length > 0 && (
          <button type="button" className={buttons.button} onClick={() => void runs.removeUnreadable()}>
            {say(runsText.removeUnreadable)}
          </button>
        )}
        {problem !== undefined && (
          <button
            type="button"
            className={buttons.button}
            onClick={() => void saveAll().then((isSaved) => (isSaved ? runs.reset() : undefined))}
          >
            {say(runsText.resetKept)}
          </button>
        )}
      </div>
    </div>
  );
}
