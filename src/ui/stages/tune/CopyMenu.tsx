/** The setting as a link or as text for other programs. */
import { useId, useRef, useState } from 'react';
import { toJson, toPython, toTypeScript } from '../../../core/experiment/export-as.ts';
import type { Text } from '../../../core/text.ts';
import buttons from '../../controls/Buttons.module.css';
import { Segments } from '../../controls/Segments.tsx';
import { usePageLink } from '../../hooks/page-link.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Menu.module.css';

const formats = ['link', 'json', 'typescript', 'python'] as const;

type Format = (typeof formats)[number];

const names: Readonly<Record<Exclude<Format, 'link'>, string>> = {
  json: 'JSON',
  typescript: 'TypeScript',
  python: 'Python',
};

function useText(format: Format): string {
  const { experiment } = useStages();
  const value = useSlice(experiment.store, (state) => state.experiment);
  const link = usePageLink('tune');
  switch (format) {
    case 'link':
      return link;
    case 'json':
      return toJson(value);
    case 'typescript':
      return toTypeScript(value);
    case 'python':
      return toPython(value);
  }
}

interface CopyButtonProps {
  readonly text: string;
  /** The browser refused: the text can be copied by hand. */
  readonly onRefused: () => void;
}

/** Says what became of the copy; starts over when the text changes (give it a key). */
function CopyButton({ text, onRefused }: CopyButtonProps) {
  const { say } = useSpeech();
  const [notice, setNotice] = useState<Text>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text); // a page served without https has no clipboard at all
      setNotice(tuneText.copied);
    } catch {
      onRefused();
      setNotice(tuneText.copyByHand);
    }
  };
  return (
    <div className={buttons.smallRow}>
      <button type="button" className={buttons.button} onClick={() => void copy()}>
        {say(tuneText.copy)}
      </button>
      <span role="status">{notice !== undefined && say(notice)}</span>
    </div>
  );
}

export function CopyMenu() {
  const { say } = useSpeech();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [format, setFormat] = useState<Format>('link');
  const text = useText(format);
  return (
    <>
      <button type="button" className={buttons.button} popoverTarget={id}>
        {say(tuneText.copyAs)} ▾
      </button>
      <div id={id} popover="auto" className={styles.menu} aria-label={say(tuneText.copyAs)} role="group">
        <Segments
          name={say(tuneText.format)}
          options={formats.map((value) => ({
            value,
            label: value === 'link' ? say(tuneText.copyLink) : names[value],
          }))}
          value={format}
          onChange={setFormat}
        />
        <textarea
          ref={field}
          readOnly
          rows={8}
          value={text}
          aria-label={say(tuneText.copyAs)}
          className={styles.text}
        />
        <CopyButton key={text} text={text} onRefused={() => field.current?.select()} />
      </div>
    </>
  );
}
