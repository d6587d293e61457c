/** Figures of undisturbed and of disturbed test images at the threshold of the evaluation, and what one of these looks like. */
import { useMemo } from 'react';
import { stressFigures, type StressedItem, type StressFigures } from '../../../../core/stress/figures.ts';
import notes from '../../../controls/Notes.module.css';
import { HeadRow, TableBox } from '../../../controls/TableBox.tsx';
import tables from '../../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { Picture } from '../../../pictures/Picture.tsx';
import { stressSentences, stressText } from '../../../text/stress.ts';
import { aurocText, countedText } from './level-text.ts';
import styles from './Stress.module.css';

const rows = [
  ['auroc', ({ auroc }: StressFigures) => aurocText(auroc)],
  ['falseAlarms', ({ falseAlarms }: StressFigures) => countedText(falseAlarms)],
  ['recall', ({ recall }: StressFigures) => countedText(recall)],
] as const;

function useFigures(items: readonly StressedItem[]): StressFigures | undefined {
  const { evaluation } = useStages();
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  return useMemo(
    () => (items.length === 0 || threshold === undefined ? undefined : stressFigures(items, threshold)),
    [items, threshold],
  );
}

function FewNormals({ figures }: { readonly figures: StressFigures }) {
  const { say } = useSpeech();
  const { of } = figures.falseAlarms;
  if (of === 0 || of > 50) return null;
  return <p className={notes.note}>{say(stressSentences.few)(of, (100 / of).toFixed(1))}</p>;
}

function JudgedPicture() {
  const { stress } = useStages();
  const { say } = useSpeech();
  const picture = useSlice(stress.store, (state) => state.picture);
  if (picture === undefined) return null;
  return (
    <figure className={styles.picture}>
      <Picture alt={picture.path} image={picture.image} />
      <figcaption>{say(stressSentences.picture)(picture.path)}</figcaption>
    </figure>
  );
}

export function DisturbedFigures() {
  const { stress, evaluation } = useStages();
  const { say } = useSpeech();
  const before = useFigures(useSlice(evaluation.store, (state) => state.items));
  const after = useFigures(useSlice(stress.store, (state) => state.items));
  if (before === undefined) return null;
  const columns = [stressText.figure, stressText.asTheyAre, stressText.disturbed].map((word) => say(word));
  return (
    <div>
      <FewNormals figures={before} />
      <TableBox label={say(stressText.heading)}>
        <table className={tables.table}>
          <HeadRow columns={columns} />
          <tbody>
            {rows.map(([name, textOf]) => (
              <tr key={name}>
                <th scope="row">{say(stressText[name])}</th>
                <td>{textOf(before) ?? say(stressText.notComputed)}</td>
                <td>{after && (textOf(after) ?? say(stressText.notComputed))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <JudgedPicture />
    </div>
  );
}
