/** Shown if the images in use last only as long as the page. */
import notes from '../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { megabytes } from '../text/units.ts';

export function KeptNote() {
  const { dataset } = useStages();
  const { t, sentence } = useSpeech();
  const kept = useSlice(dataset.store, (state) => state.kept);
  if (kept?.kind !== 'memory') return null;
  const { reason, detail, bytes } = kept;
  return (
    <p role="status" className={notes.warning}>
      {reason === 'full' ? sentence('storageFull')(megabytes(bytes)) : t('memoryOnly')}
      {detail !== '' && ` (${detail})`}
    </p>
  );
}
