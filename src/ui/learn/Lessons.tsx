/** The list of lessons with how far each has come, or the lesson under way. */
import { lessons } from '../../core/lessons/lessons.ts';
import buttons from '../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import list from './Lessons.module.css';
import { LessonView } from './LessonView.tsx';

function LessonList({ isUnknown }: { readonly isUnknown: boolean }) {
  const { learn } = useStages();
  const { say } = useSpeech();
  const done = useSlice(learn.store, (state) => state.done);
  return (
    <>
      <p className={drawer.note}>{say(isUnknown ? learnText.unknownLesson : learnText.intro)}</p>
      <ol className={list.list}>
        {lessons.map(({ id, title, aim, steps }) => (
          <li key={id}>
            <button
              type="button"
              className={list.card}
              onClick={() => {
                learn.openLesson(id);
              }}
            >
              <strong>{say(title)}</strong>
              <span>{say(aim)}</span>
              <span>
                {say(learnSentences.steps)(Math.min(done[id] ?? 0, steps.length), steps.length)}
                {(done[id] ?? 0) >= steps.length && ' ✓'}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

export function Lessons() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const wanted = useSlice(learn.store, (state) => state.lesson);
  const lesson = lessons.find(({ id }) => id === wanted);
  if (lesson === undefined) return <LessonList isUnknown={wanted !== undefined} />;
  return (
    <>
      <button
        type="button"
        className={buttons.quiet}
        onClick={() => {
          learn.openLesson(undefined);
        }}
      >
        ‹ {say(learnText.allLessons)}
      </button>
      <LessonView key={lesson.id} lesson={lesson} />
    </>
  );
}
