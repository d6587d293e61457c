/** Of a network that came from a file: what it learnt from, and what can be done with it. */
import { useSpeech } from '../hooks/stages.ts';
import styles from '../panels/Panels.module.css';
import { lifecycleSentences } from '../text/lifecycle.ts';
import { nameOfImages } from '../text/samples.ts';

export function OriginNote({ dataset }: { readonly dataset: string }) {
  const { language } = useSpeech();
  const name = nameOfImages(dataset, language);
  return <p className={styles.note}>{lifecycleSentences.fromFile[language](name)}</p>;
}
