/** One broken panel must not take the page with it. */
import { Component, type ReactNode } from 'react';
import { useSpeech } from '../hooks/stages.ts';
import styles from './Panels.module.css';

function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { t } = useSpeech();
  return (
    <div role="alert" className={styles.problem}>
      <p>
        {t('panelFailed')} {error.message}
      </p>
      <div className={styles.buttons}>
        <button type="button" className={styles.button} onClick={onRetry}>
          {t('retry')}
        </button>
        <button
          type="button"
          className={styles.button}
          onClick={() => {
            location.reload();
          }}
        >
          {t('reload')}
        </button>
      </div>
    </div>
  );
}

export class PanelBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: Error | undefined }
> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <Failure
        error={error}
        onRetry={() => {
          this.setState({ error: undefined });
        }}
      />
    );
  }
}
