/** The native input behind a button or label that chooses files or a folder; the same files can be chosen twice. */
import type { ComponentProps } from 'react';
import type { SourceFile } from '../../../state/worker-types.ts';
import { filesOf } from './read-entries.ts';

export interface Choosing {
  readonly label: string;
  /** A folder with all below it, else files that `accepted` names. */
  readonly isFolder: boolean;
  readonly accepted: string;
  /** One file and no more. */
  readonly isSingle?: boolean;
  readonly onFiles: (files: readonly SourceFile[]) => void;
}

type FilesInputProps = Choosing & Pick<ComponentProps<'input'>, 'ref' | 'hidden'>;

export function FilesInput({
  label,
  isFolder,
  accepted,
  isSingle = false,
  onFiles,
  ...input
}: FilesInputProps) {
  return (
    <input
      {...input}
      type="file"
      multiple={!isSingle}
      aria-label={label}
      {...(isFolder ? { webkitdirectory: '' } : { accept: accepted })}
      onChange={(event) => {
        const files = event.target.files === null ? [] : filesOf(event.target.files);
        event.target.value = '';
        if (files.length > 0) onFiles(files);
      }}
    />
  );
}
