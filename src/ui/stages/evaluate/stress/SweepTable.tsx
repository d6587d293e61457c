/** How far each disturbance alone may go before the promise about false alarms is broken. */
import { useState } from 'react';
import { disturbanceRanges, ladders, type Ladder } from '../../../../core/stress/disturbance.ts';
import { promiseState, stressFigures } from '../../../../core/stress/figures.ts';
import { isStressing, type SweptLevel } from '../../../../state/evaluation/stress-state.ts';
import { promiseFor } from '../../../../state/evaluation/stress-promise.ts';
import buttons from '../../../controls/Buttons.module.css';
import fields from '../../../controls/Fields.module.css';
import notes from '../../../controls/Notes.module.css';
import { HeadRow, TableBox } from '../../../controls/TableBox.tsx';
import tables from '../../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { disturbanceText, promiseStateText, stressSentences, stressText } from '../../../text/stress.ts';
import { aurocText, countedText, levelText } from './level-text.ts';
import styles from './Stress.module.css';

/** Per cent. */
const [least, most] = [0.1, 50];

function usePromise(): number {
  const { stress, evaluation } = useStages();
  const promise = useSlice(stress.store, (state) => state.promise);
  const validation = useSlice(evaluation.store, (state) => state.validation);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  return promiseFor({ promise }, { validation, threshold });
}

function PromiseField() {
  const { stress, evaluation } = useStages();
  const { say } = useSpeech();
  const promise = usePromise();
  const isOwn = useSlice(stress.store, (state) => state.promise !== undefined);
  const hasNormals = useSlice(evaluation.store, (state) => state.validation.length > 0);
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? String(Number((100 * promise).toFixed(2)));
  const isUsable = Number(shown) >= least && Number(shown) <= most;
  return (
    <>
      <label className={fields.inlineField}>
        {say(stressText.promise)}
        <input
          type="number"
          min={least}
          max={most}
          step="any"
          value={shown}
          onChange={({ target }) => {
            setTyped(target.value);
            const percent = target.valueAsNumber;
            if (percent >= least && percent <= most) stress.setPromise(percent / 100);
          }}
        />
      </label>
      {!isUsable && <p className={notes.reason}>{say(stressText.promiseWanted)}</p>}
      {!isOwn && (
        <p className={notes.note}>{say(hasNormals ? stressText.fromNormals : stressText.noNormals)}</p>
      )}
    </>
  );
}

function SweepButton() {
  const { stress, evaluation } = useStages();
  const { say } = useSpeech();
  const isWorking = useSlice(stress.store, isStressing);
  const msPerImage = useSlice(stress.store, (state) => state.msPerImage);
  const images = useSlice(evaluation.store, (state) => state.items.length);
  const levels = ladders.reduce((sum, one) => sum + one.levels.length, 0);
  return (
    <div className={buttons.row}>
      <button type="button" className={buttons.button} disabled={isWorking} onClick={stress.sweep}>
        {say(stressText.sweepRun)}
      </button>
      {msPerImage !== undefined && (
        <span className={notes.note}>
          {say(stressSentences.cost)(Math.ceil((levels * images * msPerImage) / 1000))}
        </span>
      )}
    </div>
  );
}

interface Judged {
  readonly level: number;
  readonly figures: ReturnType<typeof stressFigures>;
  readonly state: ReturnType<typeof promiseState>;
}

function LevelCell({ judged, name }: { readonly judged: Judged | undefined; readonly name: Ladder['name'] }) {
  const { say } = useSpeech();
  if (judged === undefined) return <td />;
  const { level, figures, state } = judged;
  const { falseAlarms, recall, auroc } = figures;
  return (
    <td className={styles.level}>
      <strong>{levelText(name, level)}</strong>
      {state !== undefined && <span data-state={state}> {say(promiseStateText[state])}</span>}
      <span>{countedText(falseAlarms)}</span>
      <span>
        {say(stressText.recall)}: {recall.count} / {recall.of}
      </span>
      <span>AUROC {aurocText(auroc) ?? say(stressText.notComputed)}</span>
    </td>
  );
}

/** The strongest level before the first that broke the promise, or may have: from that on nothing is kept for certain. */
function useReach({ name, levels }: Ladder, judged: readonly Judged[]): string {
  const { say } = useSpeech();
  const broken = judged.findIndex(({ state }) => state !== 'kept');
  if (broken === 0) return say(stressText.noneKept);
  const last = judged.at(broken < 0 ? -1 : broken - 1);
  if (last === undefined) return '';
  const reach = levelText(name, last.level);
  return broken < 0 && judged.length === levels.length ? `${reach} (${say(stressText.allKept)})` : reach;
}

interface LadderRowProps {
  readonly ladder: Ladder;
  readonly levels: readonly SweptLevel[];
  readonly threshold: number;
  readonly promise: number;
}

function LadderRow({ ladder, levels: swept, threshold, promise }: LadderRowProps) {
  const { say } = useSpeech();
  const { name, levels } = ladder;
  const judged = swept.map(({ level, items }): Judged => {
    const figures = stressFigures(items, threshold);
    return { level, figures, state: promiseState(figures.falseAlarms, promise) };
  });
  const reach = useReach(ladder, judged);
  const [first = 0] = levels;
  const direction = first > disturbanceRanges[name].neutral ? '+' : '−';
  const isOneSided = ladders.filter((one) => one.name === name).length === 1;
  return (
    <tr>
      <th scope="row" className={styles.word}>
        {say(disturbanceText[name])} {isOneSided ? '' : direction}
      </th>
      <td className={styles.word}>{reach}</td>
      {levels.map((level, i) => (
        <LevelCell key={level} name={name} judged={judged[i]} />
      ))}
    </tr>
  );
}

function Table() {
  const { stress, evaluation } = useStages();
  const { say } = useSpeech();
  const swept = useSlice(stress.store, (state) => state.swept);
  const threshold = useSlice(evaluation.store, (state) => state.threshold);
  const promise = usePromise();
  if (swept.length === 0 || threshold === undefined) return null;
  const most = Math.max(...ladders.map(({ levels }) => levels.length));
  const numbered = Array.from({ length: most }, (_, i) => `${say(stressText.level)} ${i + 1}`);
  return (
    <TableBox label={say(stressText.sweep)}>
      <table className={tables.table}>
        <HeadRow columns={[say(stressText.disturbance), say(stressText.goesTo), ...numbered]} />
        <tbody>
          {ladders.map((ladder, i) => {
            const levels = swept.filter((one) => one.ladder === i);
            const key = `${ladder.name} ${ladder.levels.join(' ')}`;
            return levels.length === 0 ? null : (
              <LadderRow key={key} {...{ ladder, levels, threshold, promise }} />
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}

export function SweepTable() {
  const { say } = useSpeech();
  return (
    <>
      <h3>{say(stressText.sweep)}</h3>
      <p className={notes.note}>{say(stressText.sweepNote)}</p>
      <PromiseField />
      <SweepButton />
      <Table />
    </>
  );
}
