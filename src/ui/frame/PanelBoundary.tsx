/** One broken panel must not take the page with it. */
import { Component, type ReactNode } from 'react';
import buttons from '../controls/Buttons.module.css';
import notes from '../controls/Notes.module.css';
import { useSpeech } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';

function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { say } = useSpeech();
  return (
    <div role="alert" className={notes.problem}>
      <p>
        {say(frameText.panelFailed)} {error.message}
      </p>
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={onRetry}>
          {say(frameText.retry)}
        </button>
        <button
          type="button"
          className={buttons.button}
          onClick={() => {
            location.reload();
          }}
        >
          {say(frameText.reload)}
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
