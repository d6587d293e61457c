/** Where the new images are unlike the normals: as a whole, and singly. */
import { useMemo } from 'react';
import type { Difference } from '../../../core/inspect/unlikeness.ts';
import { driftIn } from '../../../state/inspect/judged-list.ts';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { useThrottled } from '../../hooks/throttled.ts';
import styles from './Inspect.module.css';
import { differenceText, driftText, inspectSentences, inspectText } from '../../text/inspect.ts';

const kinds: readonly Difference[] = ['other-shape', 'colour', 'no-colour'];

export function Unlikeness() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const basis = useSlice(inspect.store, (state) => state.basis);
  const items = useThrottled(
    useSlice(inspect.store, (state) => state.items),
    1000,
  );
  const lines = useMemo(() => {
    const drift = driftIn({ basis, items }).map((one) => say(driftText(one)));
    const single = kinds.flatMap((kind) => {
      const count = items.filter(({ differences }) => differences.includes(kind)).length;
      return count === 0 ? [] : [say(inspectSentences.unlike)(count, say(differenceText[kind]))];
    });
    return [...drift, ...single];
  }, [basis, items, say]);
  if (lines.length === 0) return null;
  return (
    <div className={`${notes.warning} ${styles.drift}`} role="status">
      <p>{say(inspectText.driftNote)}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
