/** A button that chooses files. */
import { useRef } from 'react';
import buttons from '../ui/controls/Buttons.module.css';
import { filesOf } from '../ui/frame/drop/read-entries.ts';
import { useSession } from './speech.ts';

interface FileButtonProps {
  readonly label: string;
  readonly accepted: string;
  readonly isMain: boolean;
  /** Several files, or all of a folder. */
  readonly takes: 'one' | 'many' | 'folder';
}

export function FileButton({ label, accepted, isMain, takes }: FileButtonProps) {
  const session = useSession();
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
      <input
        ref={input}
        hidden
        type="file"
        aria-label={label}
        accept={accepted}
        multiple={takes === 'many'}
        {...(takes === 'folder' && { webkitdirectory: '' })}
        onChange={({ currentTarget }) => {
          const files = currentTarget.files === null ? [] : filesOf(currentTarget.files);
          currentTarget.value = ''; // the same file may be chosen again
          if (files.length > 0) void session.take(files);
        }}
      />
    </>
  );
}
