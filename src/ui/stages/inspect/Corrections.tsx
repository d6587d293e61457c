/** What false alarms that were marked as normal changed in the detector, whether that does harm, and the way back for each. */
import { effectOf, type Beside, type CorrectionEffect } from '../../../core/inspect/correction.ts';
import type { Correction, Corrections as CorrectionsState } from '../../../state/inspect/inspect-stage.ts';
import { limitsIn } from '../../../state/inspect/judged-list.ts';
import buttons from '../../controls/Buttons.module.css';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import { Switch } from '../../controls/Switch.tsx';
import { HeadRow, TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { correctionSentences, correctionText, howCorrectedText } from '../../text/corrections.ts';
import layout from '../Layout.module.css';
import { ConfirmedDefects } from './ConfirmedDefects.tsx';
import styles from './Corrections.module.css';
import { shownScore } from './shown-score.ts';

function Item({ item }: { readonly item: Correction }) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const name = item.path.split('/').at(-1) ?? item.path;
  return (
    <li>
      <Picture alt={name} image={item.thumbnail} />
      <span className={styles.name}>{name}</span>
      <button
        type="button"
        className={buttons.button}
        aria-label={say(correctionSentences.undoOf)(name)}
        onClick={() => {
          inspect.undoCorrection(item.id);
        }}
      >
        {say(correctionText.undo)}
      </button>
    </li>
  );
}

type Check = NonNullable<CorrectionsState['check']>;

function useRows(check: Check, effect: CorrectionEffect): readonly (readonly [string, Beside])[] {
  const { say } = useSpeech();
  const { look, alarms, normals, found, anomalies, confirmedFound, confirmed, auroc } = effect;
  return [
    [say(correctionText.look), look],
    [say(correctionSentences.alarms[check.normals.source])(normals), alarms],
    ...(anomalies > 0
      ? ([[say(correctionSentences.found[check.anomalies.source])(anomalies), found]] as const)
      : []),
    ...(confirmed > 0 ? ([[say(correctionSentences.confirmed)(confirmed), confirmedFound]] as const) : []),
    ...(auroc === undefined ? [] : ([[say(correctionText.auroc), auroc]] as const)),
  ];
}

function EffectTable({ check, effect }: { readonly check: Check; readonly effect: CorrectionEffect }) {
  const { say } = useSpeech();
  const rows = useRows(check, effect);
  const shown = (value: number) => (Number.isInteger(value) ? String(value) : shownScore(value));
  return (
    <TableBox label={say(correctionText.effect)}>
      <table className={tables.table}>
        <caption className={hiding.hidden}>{say(correctionText.effect)}</caption>
        <HeadRow columns={[correctionText.figure, correctionText.before, correctionText.after].map(say)} />
        <tbody>
          {rows.map(([name, [before, after]]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{shown(before)}</td>
              <td>{shown(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Effect({ corrections }: { readonly corrections: CorrectionsState }) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const falseAlarmRate = useSlice(inspect.store, (state) => state.falseAlarmRate);
  const basis = useSlice(inspect.store, (state) => state.basis);
  const { first, check, list, defects, leftOut } = corrections;
  const isEmpty = list.length === 0 && defects.length === 0;
  if (basis === undefined || first === undefined || check === undefined || isEmpty) return null;
  const before = limitsIn({ basis: { ...basis, calibration: first }, falseAlarmRate });
  const after = limitsIn({ basis, falseAlarmRate });
  if (before === undefined || after === undefined) return null;
  const effect = effectOf(check, [before, after]);
  return (
    <>
      {effect.isHarmful && (
        <p role="alert" className={notes.problem}>
          {say(correctionText.harmful)}
        </p>
      )}
      <EffectTable check={check} effect={effect} />
      {check.anomalies.source === 'pseudo' && <p className={notes.note}>{say(correctionText.pseudoNote)}</p>}
      {leftOut.length > 0 && <p className={notes.note}>{say(correctionSentences.leftOut)(leftOut.length)}</p>}
    </>
  );
}

function Losses({ corrections }: { readonly corrections: CorrectionsState }) {
  const { say } = useSpeech();
  const { outdated, lost, isBusy } = corrections;
  return (
    <div role="status">
      {isBusy && <p className={notes.note}>{say(correctionText.working)}</p>}
      {outdated.length > 0 && (
        <p className={notes.warning}>{say(correctionSentences.outdated)(outdated.length)}</p>
      )}
      {lost > 0 && <p className={notes.warning}>{say(correctionSentences.lost)(lost)}</p>}
    </div>
  );
}

function LearnSwitch() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const learns = useSlice(inspect.store, (state) => state.learns);
  return <Switch label={say(correctionText.learn)} isOn={learns} onChange={inspect.setLearning} />;
}

/** Nothing before something was judged. */
export function Corrections() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const corrections = useSlice(inspect.store, (state) => state.corrections);
  const hasItems = useSlice(inspect.store, ({ items }) => items.length > 0);
  const how = useSlice(inspect.store, ({ basis }) => basis?.corrects ?? 'no-images');
  if (!hasItems && corrections.list.length === 0 && corrections.defects.length === 0) return null;
  const canLearn = how === 'at-once' || how === 'fitted-again';
  return (
    <section className={layout.section} aria-labelledby="corrections">
      <h2 id="corrections">{say(correctionText.title)}</h2>
      {canLearn && <LearnSwitch />}
      <p className={notes.note}>{say(howCorrectedText[how])}</p>
      <Losses corrections={corrections} />
      {corrections.list.length > 0 && (
        <>
          <h3>{say(correctionText.list)}</h3>
          <ul className={styles.list}>
            {corrections.list.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ul>
        </>
      )}
      <ConfirmedDefects />
      <Effect corrections={corrections} />
    </section>
  );
}
