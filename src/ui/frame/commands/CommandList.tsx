/** Type a few letters, press Enter. */
import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import { useSpeech, useStages } from '../../hooks/stages.ts';
import { commandText } from '../../text/commands.ts';
import { findCommands, listCommands, type Command } from './commands.ts';
import styles from './Commands.module.css';
import { Dialog } from './Dialog.tsx';

interface OptionsProps {
  readonly id: string;
  readonly commands: readonly Command[];
  readonly active: number;
  readonly onChoose: (command: Command) => void;
}

function Options({ id, commands, active, onChoose }: OptionsProps) {
  const { say } = useSpeech();
  return (
    <ul id={id} role="listbox" aria-label={say(commandText.commands)} className={styles.options}>
      {commands.map((command, i) => (
        <li
          key={command.id}
          id={`${id}-${command.id}`}
          role="option"
          aria-selected={i === active}
          ref={(element) => {
            if (i === active) element?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => {
            onChoose(command);
          }}
        >
          <span>{say(command.label)}</span>
          <span className={styles.kind}>{say(commandText[command.kind])}</span>
        </li>
      ))}
    </ul>
  );
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
};

export function CommandList() {
  const stages = useStages();
  const { say } = useSpeech();
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const all = useMemo(() => listCommands(stages), [stages]);
  const found = findCommands(all, query);
  const choose = (command: Command) => {
    stages.frame.close();
    setTimeout(command.run, 0); // after the dialog has given the focus back
  };
  const press = (event: KeyboardEvent) => {
    const chosen = found[active];
    if (event.nativeEvent.isComposing || chosen === undefined) return;
    const move = moves[event.key];
    if (event.key !== 'Enter' && move === undefined) return;
    event.preventDefault();
    if (move === undefined) choose(chosen);
    else setActive(move(active, found.length));
  };
  const selected = found[active];
  return (
    <Dialog label={say(commandText.commands)}>
      <input
        autoFocus
        className={styles.search}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={selected === undefined ? undefined : `${id}-${selected.id}`}
        aria-label={say(commandText.searchCommands)}
        placeholder={say(commandText.searchCommands)}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <p role="status" className={styles.note}>
        {found.length === 0 && say(commandText.noCommand)}
      </p>
      <Options id={id} commands={found} active={active} onChoose={choose} />
    </Dialog>
  );
}
