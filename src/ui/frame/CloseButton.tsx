/** Puts away the band that it stands in. */
import styles from './FirstSteps.module.css';

interface CloseButtonProps {
  readonly label: string;
  readonly onClick: () => void;
}

export function CloseButton({ label, onClick }: CloseButtonProps) {
  return (
    <button type="button" className={styles.close} aria-label={label} title={label} onClick={onClick}>
      ×
    </button>
  );
}
