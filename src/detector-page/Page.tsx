/** The page of a detector: the file that judges, images, a camera. Dropped files are taken anywhere. */
import { useEffect, useState } from 'react';
import { Segments } from '../ui/controls/Segments.tsx';
import notes from '../ui/controls/Notes.module.css';
import layout from '../ui/stages/Layout.module.css';
import { inspectProblemText } from '../ui/text/inspect.ts';
import { CameraSection } from './CameraSection.tsx';
import { DetectorSection } from './DetectorSection.tsx';
import { takeDropped } from './drop.ts';
import type { SessionProblem } from './session.ts';
import styles from './Page.module.css';
import { useSession, useSessionSlice, useWords } from './speech.ts';
import { Wall } from './Wall.tsx';
import { sentences, words } from './words.ts';

const languages = [
  { value: 'en', label: 'English' },
  { value: 'ja', label: '日本語' },
] as const;

function useProblemText(): string | undefined {
  const { say } = useWords();
  const problem: SessionProblem | undefined = useSessionSlice((state) => state.problem);
  switch (problem?.kind) {
    case undefined:
      return undefined;
    case 'detector-file':
      return say(inspectProblemText(problem));
    case 'no-limits':
      return say(sentences.noLimits)(problem.name);
    case 'no-detector-yet':
      return say(words.noDetectorYet);
    case 'failed':
      return say(sentences.failed)(problem.message);
  }
}

/** Whether files hang over the page. */
function useDrop(): boolean {
  const session = useSession();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      if (event.dataTransfer === null) return;
      void takeDropped(event.dataTransfer).then(({ files, unread }) => session.take(files, unread));
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [session]);
  return isOver;
}

export function Page() {
  const session = useSession();
  const { language, say } = useWords();
  const detector = useSessionSlice((state) => state.detector);
  const problem = useProblemText();
  const isOver = useDrop();
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `Kizu – ${say(words.title)}`;
  });
  return (
    <div className={styles.frame} data-over={isOver}>
      <header className={styles.header}>
        <h1>Kizu</h1>
        <Segments
          name={say(words.language)}
          options={languages}
          value={language}
          onChange={session.setLanguage}
        />
      </header>
      <main className={layout.page}>
        <p className={notes.note}>{say(words.intro)}</p>
        {problem !== undefined && (
          <p role="alert" className={notes.problem}>
            {problem}
          </p>
        )}
        <DetectorSection />
        {detector !== undefined && (
          <>
            <CameraSection detector={detector} />
            <Wall detector={detector} />
          </>
        )}
      </main>
    </div>
  );
}
