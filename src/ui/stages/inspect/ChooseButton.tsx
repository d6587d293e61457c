/** A button that chooses image files or a folder of them: the input does the choosing, the button is what people see and press. */
import { useRef } from 'react';
import type { SourceFile } from '../../../state/worker-types.ts';
import buttons from '../../controls/Buttons.module.css';
import { FilesInput } from '../../frame/drop/FilesInput.tsx';

const accepted = 'image/*,.tif,.tiff,.zip,.tar,.gz,.tgz,.xz,.txz';

interface ChooseProps {
  readonly label: string;
  readonly isFolder: boolean;
  readonly isMain: boolean;
  readonly onFiles: (files: readonly SourceFile[]) => void;
}

export function ChooseButton({ label, isFolder, isMain, onFiles }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={isMain ? buttons.primary : buttons.button}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <FilesInput
        ref={input}
        hidden
        label={label}
        isFolder={isFolder}
        accepted={accepted}
        onFiles={onFiles}
      />
    </>
  );
}
