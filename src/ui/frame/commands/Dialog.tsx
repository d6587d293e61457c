/** A modal dialog of the platform: it keeps the focus, Escape closes it, and the focus goes back where it was. */
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useStages } from '../../hooks/stages.ts';
import styles from './Commands.module.css';

export function Dialog({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const { frame } = useStages();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        frame.close();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) frame.close(); // beside the dialog's own box
      }}
    >
      <div className={styles.box}>{children}</div>
    </dialog>
  );
}
