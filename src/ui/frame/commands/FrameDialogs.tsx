/** The two dialogs in one chunk. */
import { useSlice, useStages } from '../../hooks/stages.ts';
import { CommandList } from './CommandList.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

export default function FrameDialogs() {
  const { frame } = useStages();
  const dialog = useSlice(frame.store, (state) => state.dialog);
  return dialog === 'commands' ? <CommandList /> : <ShortcutSheet />;
}
