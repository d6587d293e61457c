/** Licences and sources, at the foot of Learn: folded away until someone asks. */
import { useSpeech } from '../hooks/stages.ts';
import { aboutText } from '../text/about.ts';
import drawer from './Drawer.module.css';

export function About() {
  const { say } = useSpeech();
  return (
    <details className={drawer.note}>
      <summary>{say(aboutText.title)}</summary>
      <p>{say(aboutText.own)}</p>
      <p>{say(aboutText.backbone)}</p>
      <p>{say(aboutText.weights)}</p>
      <p>
        <a href="./NOTICE.txt">{say(aboutText.notice)}</a> ·{' '}
        <a href="./licences/apache-2.0.txt">{say(aboutText.apache)}</a>
      </p>
    </details>
  );
}
