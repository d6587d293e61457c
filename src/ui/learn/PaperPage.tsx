/** The paper beside the code, with every departure. */
import { correspondences } from '../../core/paper/correspondence.ts';
import { useSpeech } from '../hooks/stages.ts';
import { learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import words from './Words.module.css';

export function PaperPage() {
  const { say } = useSpeech();
  return (
    <>
      <p className={drawer.note}>{say(learnText.paperIntro)}</p>
      {correspondences.map(({ symbol, meaning, code, file, test, departure }) => (
        <section key={symbol} className={words.row}>
          <h3 lang="en">{symbol}</h3>
          <p>{say(meaning)}</p>
          <dl>
            <dt>{say(learnText.departure)}</dt>
            <dd>{say(departure)}</dd>
            <dt>{say(learnText.code)}</dt>
            <dd>
              <code>{code}</code> <code>{file}</code>
            </dd>
            <dt>{say(learnText.test)}</dt>
            <dd>
              <code>{test}</code>
            </dd>
          </dl>
        </section>
      ))}
    </>
  );
}
