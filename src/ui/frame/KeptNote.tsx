/** Shown if the images in use last only as long as the page. */
import notes from '../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { dataSentences } from '../text/data-sentences.ts';
import { frameText } from '../text/frame.ts';
import { megabytes } from '../text/units.ts';

export function KeptNote() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const kept = useSlice(dataset.store, (state) => state.kept);
  if (kept?.kind !== 'memory') return null;
  const { reason, detail, bytes } = kept;
  return (
    <p role="status" className={notes.warning}>
      {reason === 'full' ? say(dataSentences.storageFull)(megabytes(bytes)) : say(frameText.memoryOnly)}
      {detail !== '' && ` (${detail})`}
    </p>
  );
}
