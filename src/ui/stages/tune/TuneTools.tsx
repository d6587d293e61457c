/** What acts on the whole setting: presets, undo, copy, seed. */
import { useEffect } from 'react';
import buttons from '../../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { tuneText } from '../../text/tune.ts';
import { CopyMenu } from './CopyMenu.tsx';
import { LiveSwitch } from './live/LiveSwitch.tsx';
import { PresetMenu } from './PresetMenu.tsx';

/** In a text field these keys belong to the text. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && (target.type === 'text' || target.type === 'number');
}

/** Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y; Cmd on a Mac. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [undo, redo]);
}

export function TuneTools() {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const history = useSlice(experiment.store, (state) => state.history);
  useUndoKeys(experiment.undo, experiment.redo);
  return (
    <div className={buttons.smallRow}>
      <LiveSwitch />
      <PresetMenu />
      <button
        type="button"
        className={buttons.button}
        disabled={history.past.length === 0}
        onClick={experiment.undo}
      >
        {say(tuneText.undo)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={history.future.length === 0}
        onClick={experiment.redo}
      >
        {say(tuneText.redo)}
      </button>
      <CopyMenu />
      <button type="button" className={buttons.button} onClick={experiment.newSeed}>
        {say(tuneText.newSeed)}
      </button>
    </div>
  );
}
