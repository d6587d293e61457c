/** A button that chooses files for the session: a detector, or images to judge. */
import { ChooseButton } from '../ui/frame/drop/ChooseButton.tsx';
import { useSession } from './speech.ts';

interface FileButtonProps {
  readonly label: string;
  readonly accepted: string;
  readonly isMain: boolean;
  /** Several files, or all of a folder. */
  readonly takes: 'one' | 'many' | 'folder';
}

export function FileButton({ takes, ...button }: FileButtonProps) {
  const session = useSession();
  return (
    <ChooseButton
      {...button}
      isFolder={takes === 'folder'}
      isSingle={takes === 'one'}
      onFiles={(files) => void session.take(files)}
    />
  );
}
