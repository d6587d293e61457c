/** Name, stages as tabs with their state, and the page's few preferences. */
import { Tabs } from 'radix-ui';
import type { Text } from '../../core/text.ts';
import type { Theme } from '../../state/frame/preferences.ts';
import { useResultsElsewhere, useTrainedElsewhere } from '../hooks/elsewhere.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { deviceName } from '../text/device.ts';
import { elsewhereSentences } from '../text/elsewhere.ts';
import { frameText } from '../text/frame.ts';
import { stageNames } from './stage-names.ts';
import { useTabInView } from './tab-in-view.ts';
import styles from './Header.module.css';

interface TabNote {
  readonly text: string;
  /** The images that it is of, where others are open. */
  readonly of?: string | undefined;
}

/** What a tab says beside its name. */
function useTabNotes(): Readonly<Record<string, TabNote>> {
  const { training, evaluation, inspect, runs } = useStages();
  const trainingNote = useSlice(training.store, ({ steps, total, status }) => {
    const done = steps.at(-1)?.step ?? 0;
    if (status === 'done') return '✓';
    return status === 'running' || status === 'paused'
      ? `${Math.floor((100 * done) / Math.max(1, total))} %`
      : '';
  });
  const evaluationNote = useSlice(evaluation.store, ({ results, items, status, total }) => {
    if (status === 'running') return `${items.length} / ${total}`;
    if (results === undefined) return '';
    const { testNormal, testDefective } = results.dataset.counts;
    const isTooFew = Math.min(testNormal, testDefective) < 5; // the stage says first how little they show
    return isTooFew ? '' : (results.evaluation.auroc?.toFixed(3) ?? '');
  });
  const judged = useSlice(inspect.store, ({ items }) => items.length);
  const runCount = useSlice(runs.store, ({ records }) => records.length);
  const counted = (count: number) => ({ text: count > 0 ? String(count) : '' });
  return {
    train: { text: trainingNote, of: useTrainedElsewhere() },
    evaluate: { text: evaluationNote, of: useResultsElsewhere() },
    inspect: counted(judged),
    runs: counted(runCount),
  };
}

const themes: readonly { readonly value: Theme; readonly word: Text }[] = [
  { value: 'system', word: frameText.themeSystem },
  { value: 'light', word: frameText.themeLight },
  { value: 'dark', word: frameText.themeDark },
];

function LearnButton() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const isOpen = useSlice(learn.store, (state) => state.isOpen);
  return (
    <button
      type="button"
      className={styles.plain}
      aria-expanded={isOpen}
      onClick={() => {
        if (isOpen) learn.close();
        else learn.open();
      }}
    >
      {say(frameText.learn)}
    </button>
  );
}

function ShareButton() {
  const { frame } = useStages();
  const { say } = useSpeech();
  return (
    <button
      type="button"
      className={styles.plain}
      aria-haspopup="dialog"
      onClick={() => {
        frame.open('share');
      }}
    >
      {say(frameText.share)}
    </button>
  );
}

function ShortcutsButton() {
  const { frame } = useStages();
  const { say } = useSpeech();
  return (
    <button
      type="button"
      className={styles.plain}
      aria-label={say(frameText.shortcuts)}
      title={say(frameText.shortcuts)}
      onClick={() => {
        frame.open('shortcuts');
      }}
    >
      ?
    </button>
  );
}

function Preferences() {
  const { preferences, training } = useStages();
  const { say, language } = useSpeech();
  const theme = useSlice(preferences.store, (state) => state.theme);
  const device = useSlice(training.store, (state) => state.device);
  return (
    <div className={styles.preferences}>
      <LearnButton />
      <ShareButton />
      <ShortcutsButton />
      {device !== undefined && <span className={styles.chip}>{say(deviceName(device))}</span>}
      <button
        type="button"
        className={styles.plain}
        lang={language === 'en' ? 'ja' : 'en'}
        onClick={() => {
          preferences.setLanguage(language === 'en' ? 'ja' : 'en');
        }}
      >
        {say(frameText.otherLanguage)}
      </button>
      <select
        className={styles.plain}
        aria-label={say(frameText.theme)}
        value={theme}
        onChange={(event) => {
          const chosen = themes.find(({ value }) => value === event.target.value);
          if (chosen !== undefined) preferences.setTheme(chosen.value);
        }}
      >
        {themes.map(({ value, word }) => (
          <option key={value} value={value}>
            {say(word)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Note({ text, of }: TabNote) {
  const { say } = useSpeech();
  if (text === '') return null;
  if (of === undefined) return <span className={styles.tabNote}> {text}</span>;
  const words = say(elsewhereSentences.tab)(text, of);
  return (
    <span className={styles.tabNote} data-old title={words}>
      {' '}
      {words}
    </span>
  );
}

export function Header() {
  const { say } = useSpeech();
  const notes = useTabNotes();
  const { preferences } = useStages();
  const list = useTabInView(useSlice(preferences.store, ({ stage }) => stage));
  return (
    <header className={styles.header}>
      <h1 className={styles.brand}>
        <span className={styles.mark} aria-hidden="true" />
        Kizu
      </h1>
      <Tabs.List ref={list} className={styles.tabs} aria-label={say(frameText.stages)}>
        {stageNames.map((name) => (
          <Tabs.Trigger key={name} value={name} className={styles.tab}>
            {say(frameText[name])}
            <Note text="" {...notes[name]} />
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Preferences />
    </header>
  );
}
