/** Every word in both languages, searched as one types. */
import { searchGlossary } from '../../core/lessons/search-glossary.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import fields from './Fields.module.css';
import words from './Words.module.css';

export function Glossary() {
  const { learn } = useStages();
  const { say, language } = useSpeech();
  const search = useSlice(learn.store, (state) => state.search);
  const found = searchGlossary(search);
  const other = language === 'en' ? 'ja' : 'en';
  return (
    <>
      <input
        type="search"
        className={fields.search}
        aria-label={say(learnText.search)}
        placeholder={say(learnText.search)}
        value={search}
        onChange={(event) => {
          learn.lookUp(event.target.value);
        }}
      />
      <p role="status" className={drawer.note}>
        {found.length === 0 && say(learnText.noWords)}
      </p>
      {found.length > 0 && (
        <dl className={words.words}>
          {found.map(({ id, term, meaning }) => (
            <div key={id}>
              <dt>
                {say(term)} <span lang={other}>{term[other]}</span>
              </dt>
              <dd>{say(meaning)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
