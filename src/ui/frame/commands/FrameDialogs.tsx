/** The dialogs of the frame in one chunk. */
import type { ReactElement } from 'react';
import type { FrameDialog } from '../../../state/frame/frame.ts';
import { useSlice, useStages } from '../../hooks/stages.ts';
import { ShareDialog } from '../share/ShareDialog.tsx';
import { CommandList } from './CommandList.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

const dialogs: Readonly<Record<FrameDialog, () => ReactElement>> = {
  commands: CommandList,
  shortcuts: ShortcutSheet,
  share: ShareDialog,
};

export default function FrameDialogs() {
  const { frame } = useStages();
  const dialog = useSlice(frame.store, (state) => state.dialog);
  if (dialog === undefined) return null;
  const Shown = dialogs[dialog];
  return <Shown />;
}
