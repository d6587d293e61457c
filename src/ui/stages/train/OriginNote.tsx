/** Of a network that came from a file: what it learnt from, and what can be done with it. */
import notes from '../../controls/Notes.module.css';
import { useSpeech } from '../../hooks/stages.ts';
import { lifecycleSentences } from '../../text/lifecycle.ts';
import { nameOfImages } from '../../text/samples.ts';

export function OriginNote({ dataset }: { readonly dataset: string }) {
  const { language } = useSpeech();
  const name = nameOfImages(dataset, language);
  return <p className={notes.note}>{lifecycleSentences.fromFile[language](name)}</p>;
}
