/** The keys, and the switch that turns the single ones off. */
import buttons from '../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { commandText } from '../../text/commands.ts';
import styles from './Commands.module.css';
import { Dialog } from './Dialog.tsx';
import { anywhere, outsideFields, singleKeys } from './shortcuts.ts';

/** Ctrl is Cmd on a Mac. */
function onThisMachine(keys: string): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? keys.replace('Ctrl', '⌘') : keys;
}

export function ShortcutSheet() {
  const { frame } = useStages();
  const { say } = useSpeech();
  const hasKeys = useSlice(frame.store, (state) => state.hasKeys);
  return (
    <Dialog label={say(commandText.shortcuts)}>
      <div className={styles.head}>
        <h2>{say(commandText.shortcuts)}</h2>
        <button type="button" className={buttons.button} onClick={frame.close}>
          {say(commandText.close)}
        </button>
      </div>
      <dl className={styles.keys}>
        {[...anywhere, ...singleKeys, ...outsideFields].map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              <kbd>{onThisMachine(keys)}</kbd>
            </dt>
            <dd>{say(label)}</dd>
          </div>
        ))}
      </dl>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={hasKeys}
          onChange={(event) => {
            frame.setKeys(event.target.checked);
          }}
        />
        {say(commandText.useKeys)}
      </label>
    </Dialog>
  );
}
