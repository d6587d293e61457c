/** A button that chooses files or a folder of them: the input does the choosing, the button is what people see and press. */
import { useRef } from 'react';
import buttons from '../../controls/Buttons.module.css';
import { FilesInput, type Choosing } from './FilesInput.tsx';

interface ChooseProps extends Choosing {
  readonly isMain: boolean;
}

export function ChooseButton({ isMain, ...choosing }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={isMain ? buttons.primary : buttons.button}
        onClick={() => input.current?.click()}
      >
        {choosing.label}
      </button>
      <FilesInput ref={input} hidden {...choosing} />
    </>
  );
}
