/** A lesson's text, with the glossary's words behind a press. */
import { useId } from 'react';
import { glossary } from '../../core/lessons/glossary.ts';
import { parseMarkedText } from '../../core/lessons/marked-text.ts';
import { useSpeech } from '../hooks/stages.ts';
import styles from './Words.module.css';

function Term({ term, text }: { readonly term: string; readonly text: string }) {
  const { say, language } = useSpeech();
  const id = useId();
  const entry = glossary.find((one) => one.id === term);
  if (entry === undefined) return text;
  const other = language === 'en' ? 'ja' : 'en';
  return (
    <>
      <button type="button" className={styles.term} popoverTarget={id}>
        {text}
      </button>
      <span id={id} popover="auto" className={styles.meaning}>
        <strong>{say(entry.term)}</strong> <span lang={other}>{entry.term[other]}</span>
        <br />
        {say(entry.meaning)}
      </span>
    </>
  );
}

export function MarkedText({ text }: { readonly text: string }) {
  return parseMarkedText(text).map((part, i) =>
    part.kind === 'plain' ? part.text : <Term key={i} term={part.term} text={part.text} />,
  );
}
