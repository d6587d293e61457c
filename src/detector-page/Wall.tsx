/** What was judged, the worst first, with its heat maps, and what could not be. */
import { useState } from 'react';
import { worstFirst } from '../core/inspect/verdict.ts';
import { verdictsCsv } from '../core/inspect/verdicts-csv.ts';
import buttons from '../ui/controls/Buttons.module.css';
import { Switch } from '../ui/controls/Switch.tsx';
import notes from '../ui/controls/Notes.module.css';
import { saveFile } from '../ui/hooks/save.ts';
import { Picture } from '../ui/pictures/Picture.tsx';
import layout from '../ui/stages/Layout.module.css';
import inspect from '../ui/stages/inspect/Inspect.module.css';
import { mapScaleOf } from '../ui/stages/inspect/map-scale.ts';
import { shownScore } from '../ui/stages/inspect/shown-score.ts';
import { fileProblemText } from '../ui/text/file-problems.ts';
import { inspectSentences, inspectText, verdictText } from '../ui/text/inspect.ts';
import { FileButton } from './FileButton.tsx';
import type { SessionDetector } from './session.ts';
import { useSession, useSessionSlice, useWords } from './speech.ts';
import { sentences, words } from './words.ts';

/** Images shown before “Show more” is pressed, and with each press. */
const shownAtOnce = 120;

const opacity = 0.45;
const marks = { good: '○', look: '△', bad: '●' } as const;

function Figures({ detector, hasMaps }: { readonly detector: SessionDetector; readonly hasMaps: boolean }) {
  const { say } = useWords();
  const items = useSessionSlice((state) => state.items);
  const [most, setMost] = useState(shownAtOnce);
  const sorted = worstFirst(items, detector.limits);
  const scale = mapScaleOf(items, detector.limits);
  const shown = sorted.slice(0, most);
  return (
    <>
      <div className={inspect.wall}>
        {shown.map(({ id, path, score, verdict, thumbnail, map }) => (
          <figure key={id} className={inspect.item} data-verdict={verdict}>
            <Picture
              alt=""
              image={thumbnail}
              {...(hasMaps && map !== undefined && { map, mapScale: scale, mapOpacity: opacity })}
            />
            <figcaption>
              <span className={inspect.verdict}>{say(verdictText[verdict])}</span>{' '}
              <span aria-hidden="true">{marks[verdict]}</span> {shownScore(score)}
              <span className={inspect.path} title={path}>
                {path.split('/').at(-1)}
              </span>
            </figcaption>
          </figure>
        ))}
      </div>
      {sorted.length > most && (
        <div className={buttons.smallRow}>
          <button
            type="button"
            className={buttons.button}
            onClick={() => {
              setMost(most + shownAtOnce);
            }}
          >
            {say(inspectText.showMore)}
          </button>
          <span className={notes.note}>{say(inspectSentences.shown)(shown.length, sorted.length)}</span>
        </div>
      )}
    </>
  );
}

function Unread() {
  const { say } = useWords();
  const unread = useSessionSlice((state) => state.unread);
  if (unread.length === 0) return null;
  return (
    <>
      <h3>{say(sentences.unread)(unread.length)}</h3>
      <ul className={notes.findings}>
        {unread.slice(0, shownAtOnce).map((problem) => (
          <li key={`${problem.path} ${problem.kind}`}>
            <strong>{problem.path}</strong> {say(fileProblemText(problem))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Tools({ detector }: { readonly detector: SessionDetector }) {
  const session = useSession();
  const { say } = useWords();
  const hasItems = useSessionSlice(({ items }) => items.length > 0);
  const isJudging = useSessionSlice(({ status }) => status === 'judging');
  const saveCsv = () => {
    const { items, unread } = session.store.getState();
    const rows = worstFirst(items, detector.limits).map((item) => ({ ...item, differences: [] }));
    saveFile(new Blob([verdictsCsv(rows, detector.limits, unread)], { type: 'text/csv' }), 'verdicts.csv');
  };
  return (
    <div className={buttons.row}>
      <FileButton label={say(inspectText.chooseImages)} accepted="image/*,.tif,.tiff" isMain takes="many" />
      <FileButton label={say(inspectText.chooseImageFolder)} accepted="" isMain={false} takes="folder" />
      <button type="button" className={buttons.button} disabled={!isJudging} onClick={session.stop}>
        {say(words.stop)}
      </button>
      <button type="button" className={buttons.button} disabled={!hasItems} onClick={saveCsv}>
        {say(inspectText.saveCsv)}
      </button>
      <button type="button" className={buttons.quiet} disabled={!hasItems} onClick={session.clear}>
        {say(inspectText.clear)}
      </button>
    </div>
  );
}

function Counts({ detector }: { readonly detector: SessionDetector }) {
  const { say } = useWords();
  const items = useSessionSlice((state) => state.items);
  const waiting = useSessionSlice((state) => state.waiting);
  const verdicts = worstFirst(items, detector.limits);
  const count = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted).length;
  return (
    <p role="status" className={notes.note}>
      {items.length === 0
        ? say(words.dropImages)
        : say(inspectSentences.counts)(count('bad'), count('look'), count('good'))}
      {waiting > 0 && ` · ${say(sentences.waiting)(items.length, waiting)}`}
    </p>
  );
}

export function Wall({ detector }: { readonly detector: SessionDetector }) {
  const { say } = useWords();
  const [hasMaps, setHasMaps] = useState(true);
  return (
    <section className={layout.section} aria-labelledby="verdicts">
      <h2 id="verdicts">{say(words.images)}</h2>
      <Tools detector={detector} />
      <Counts detector={detector} />
      <Switch label={say(inspectText.heatMaps)} isOn={hasMaps} onChange={setHasMaps} />
      <Figures detector={detector} hasMaps={hasMaps} />
      <Unread />
    </section>
  );
}
