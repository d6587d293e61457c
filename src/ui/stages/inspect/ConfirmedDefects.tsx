/** Defects that a person confirmed: their classes, whether the detector learns from them, the way back, and the way out. */
import { useId, useState } from 'react';
import type { ConfirmedDefect } from '../../../state/inspect/inspect-stage.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { Switch } from '../../controls/Switch.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { correctionSentences, correctionText } from '../../text/corrections.ts';
import styles from './Corrections.module.css';
import { DefectsAsTests } from './DefectsAsTests.tsx';

interface ItemProps {
  readonly item: ConfirmedDefect;
  /** The id of a list of classes. */
  readonly classes: string;
}

/** What is typed counts once the field is left, or by Enter. */
function ClassField({ item, classes }: ItemProps) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const [typed, setTyped] = useState<string>();
  const [isRefused, setRefused] = useState(false);
  const name = item.path.split('/').at(-1) ?? item.path;
  const take = () => {
    if (typed === undefined) return;
    const isTaken = inspect.nameDefect(item.id, typed);
    setRefused(!isTaken);
    if (isTaken) setTyped(undefined);
  };
  return (
    <>
      <label className={styles.class}>
        {say(correctionText.classOfDefect)}
        <input
          type="text"
          list={classes}
          value={typed ?? item.defect}
          aria-label={say(correctionSentences.classOf)(name)}
          aria-invalid={isRefused}
          onChange={({ target }) => {
            setTyped(target.value);
          }}
          onBlur={take}
          onKeyDown={({ key }) => {
            if (key === 'Enter') take();
          }}
        />
      </label>
      {isRefused && (
        <p role="alert" className={notes.problem}>
          {say(correctionText.noClass)}
        </p>
      )}
    </>
  );
}

function Item({ item, classes }: ItemProps) {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const name = item.path.split('/').at(-1) ?? item.path;
  return (
    <li>
      <Picture alt={name} image={item.thumbnail} />
      <span className={styles.name}>{name}</span>
      <ClassField item={item} classes={classes} />
      <button
        type="button"
        className={buttons.button}
        aria-label={say(correctionSentences.undoDefect)(name)}
        onClick={() => {
          inspect.undoCorrection(item.id);
        }}
      >
        {say(correctionText.undo)}
      </button>
    </li>
  );
}

function LearnSwitch() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const canLearn = useSlice(inspect.store, ({ basis }) => basis?.learnsDefects ?? false);
  const isOn = useSlice(inspect.store, ({ corrections }) => corrections.learnsDefects);
  if (!canLearn) return <p className={notes.note}>{say(correctionText.cannotLearn)}</p>;
  return (
    <>
      <Switch label={say(correctionText.learnDefects)} isOn={isOn} onChange={inspect.setLearningDefects} />
      <p className={notes.note}>{say(correctionText.learnDefectsNote)}</p>
    </>
  );
}

/** Nothing before one was confirmed. */
export function ConfirmedDefects() {
  const { inspect, dataset } = useStages();
  const { say } = useSpeech();
  const defects = useSlice(inspect.store, ({ corrections }) => corrections.defects);
  const items = useSlice(dataset.store, (state) => state.dataset?.items);
  const list = useId();
  if (defects.length === 0) return null;
  const classes = new Set((items ?? []).filter(({ split }) => split === 'test').map(({ defect }) => defect));
  classes.delete('good');
  return (
    <>
      <h3>{say(correctionText.defects)}</h3>
      <p className={notes.note}>{say(correctionText.defectsNote)}</p>
      <LearnSwitch />
      <datalist id={list}>
        {[...classes].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ul className={styles.list}>
        {defects.map((item) => (
          <Item key={item.id} item={item} classes={list} />
        ))}
      </ul>
      <DefectsAsTests defects={defects} />
    </>
  );
}
