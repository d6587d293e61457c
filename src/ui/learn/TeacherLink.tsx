/** Makes the link that opens a lesson for a class. */
import { useRef, useState } from 'react';
import { knobNames, knobs, type KnobName } from '../../core/experiment/experiment.ts';
import { lessons } from '../../core/lessons/lessons.ts';
import { formatAddress } from '../../state/frame/address.ts';
import { formatLessonLink, type LessonLink, type OtherKnobs } from '../../state/learn/lesson-link.ts';
import type { Text } from '../../core/text.ts';
import buttons from '../controls/Buttons.module.css';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { learnText } from '../text/learn.ts';
import { tuneText } from '../text/tune.ts';
import drawer from './Drawer.module.css';
import fields from './Fields.module.css';
import { Check, Choice } from './Fields.tsx';

const fates: readonly OtherKnobs[] = ['free', 'locked', 'hidden'];

interface PartProps {
  readonly link: LessonLink;
  readonly onChange: (changes: Partial<LessonLink>) => void;
}

/** Choosing a lesson keeps the knobs free that it needs. */
function Choices({ link, onChange }: PartProps) {
  const { say } = useSpeech();
  const none = { value: '', label: say(learnText.noLesson) };
  return (
    <>
      <Choice
        label={say(learnText.lesson)}
        value={link.lesson ?? ''}
        options={[none, ...lessons.map(({ id, title }) => ({ value: id, label: say(title) }))]}
        onChange={(id) => {
          const chosen = lessons.find((one) => one.id === id);
          onChange({ lesson: chosen?.id, keep: chosen?.knobs ?? link.keep });
        }}
      />
      <Choice
        label={say(learnText.otherKnobs)}
        value={link.others}
        options={fates.map((value) => ({ value, label: say(learnText[value]) }))}
        onChange={(fate) => {
          onChange({ others: fate });
        }}
      />
    </>
  );
}

function KeptKnobs({ link, onChange }: PartProps) {
  const { say } = useSpeech();
  const toggle = (name: KnobName, isKept: boolean) => {
    onChange({ keep: isKept ? [...link.keep, name] : link.keep.filter((kept) => kept !== name) });
  };
  return (
    <fieldset className={fields.checks}>
      <legend>{say(learnText.keptFree)}</legend>
      {knobNames.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={link.keep.includes(name)}
            onChange={(event) => {
              toggle(name, event.target.checked);
            }}
          />
          {say(knobs[name].label)}
        </label>
      ))}
    </fieldset>
  );
}

/** The page's own address with the lesson in front of the settings of now. */
function useAddress(link: LessonLink): string {
  const { experiment, dataset, preferences } = useStages();
  useSlice(experiment.store, (state) => state.experiment);
  const open = useSlice(dataset.store, (state) => state.dataset);
  const stage = useSlice(preferences.store, (state) => state.stage);
  const page = window.location.href.split(/[?#]/)[0] ?? '';
  return `${page}${formatLessonLink(link)}${formatAddress(stage, open, experiment.link())}`;
}

function Address({ address }: { readonly address: string }) {
  const { say } = useSpeech();
  const field = useRef<HTMLTextAreaElement>(null);
  const [notice, setNotice] = useState<Text>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address); // a page served without https has no clipboard at all
      setNotice(tuneText.copied);
    } catch {
      field.current?.select();
      setNotice(tuneText.copyByHand);
    }
  };
  return (
    <>
      <label className={fields.field}>
        {say(learnText.link)}
        <textarea ref={field} readOnly rows={4} value={address} />
      </label>
      <p className={drawer.note}>{say(learnText.withSettings)}</p>
      <div className={drawer.buttons}>
        <button type="button" className={buttons.button} onClick={() => void copy()}>
          {say(tuneText.copy)}
        </button>
        <span role="status">{notice !== undefined && say(notice)}</span>
      </div>
    </>
  );
}

export function TeacherLink() {
  const { learn } = useStages();
  const { say } = useSpeech();
  const isProjector = useSlice(learn.store, (state) => state.isProjector);
  const [link, setLink] = useState<LessonLink>(learn.link);
  const address = useAddress(link);
  const change = (changes: Partial<LessonLink>) => {
    setLink({ ...link, ...changes });
  };
  return (
    <>
      <Check label={say(learnText.projector)} isChecked={isProjector} onChange={learn.setProjector} />
      <p className={drawer.note}>{say(learnText.teacherIntro)}</p>
      <Choices link={link} onChange={change} />
      {link.others !== 'free' && <KeptKnobs link={link} onChange={change} />}
      <Check
        label={say(learnText.openLarge)}
        isChecked={link.isProjector}
        onChange={(wanted) => {
          change({ isProjector: wanted });
        }}
      />
      <Address key={address} address={address} />
    </>
  );
}
