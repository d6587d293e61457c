/** Learn, beside the page and never over it: the user keeps working while a lesson is open. */
import { Tabs } from 'radix-ui';
import { useEffect, useRef, type ReactElement } from 'react';
import type { LearnTab } from '../../state/learn/learn.ts';
import buttons from '../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import { learnText } from '../text/learn.ts';
import { About } from './About.tsx';
import styles from './Drawer.module.css';
import { Glossary } from './Glossary.tsx';
import { Lessons } from './Lessons.tsx';
import { PaperPage } from './PaperPage.tsx';
import { TeacherLink } from './TeacherLink.tsx';

const panels: Readonly<Record<LearnTab, () => ReactElement>> = {
  lessons: Lessons,
  glossary: Glossary,
  paper: PaperPage,
  teacher: TeacherLink,
};
const tabs = Object.keys(panels) as LearnTab[];

/** The heading takes the focus, and what had it gets it back. */
function useFocusHandedOver() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return heading;
}

export default function LearnDrawer() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const tab = useSlice(learn.store, (state) => state.tab);
  const heading = useFocusHandedOver();
  return (
    <aside
      className={styles.drawer}
      aria-labelledby="learn-title"
      onKeyDown={(event) => {
        const isForPopover = event.currentTarget.querySelector(':popover-open') !== null;
        if (event.key === 'Escape' && !isForPopover && !event.nativeEvent.isComposing) learn.close();
      }}
    >
      <div className={styles.head}>
        <h2 id="learn-title" ref={heading} tabIndex={-1}>
          {say(frameText.learn)}
        </h2>
        <button type="button" className={buttons.quiet} onClick={learn.close}>
          {say(learnText.close)}
        </button>
      </div>
      <Tabs.Root
        value={tab}
        onValueChange={(value) => {
          const chosen = tabs.find((name) => name === value);
          if (chosen !== undefined) learn.open(chosen);
        }}
      >
        <Tabs.List className={styles.tabs} aria-label={say(learnText.sections)}>
          {tabs.map((name) => (
            <Tabs.Trigger key={name} value={name} className={styles.tab}>
              {say(learnText[name])}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {tabs.map((name) => {
          const Panel = panels[name];
          return (
            <Tabs.Content key={name} value={name} tabIndex={-1}>
              <Panel />
            </Tabs.Content>
          );
        })}
      </Tabs.Root>
      <About />
    </aside>
  );
}
