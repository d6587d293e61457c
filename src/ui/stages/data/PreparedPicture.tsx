/** The first normal image as its working copy would be. */
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { ReadyPicture } from '../../pictures/ReadyPicture.tsx';
import { dataText } from '../../text/data.ts';
import styles from './Data.module.css';

export function PreparedPicture() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const prepared = useSlice(dataset.store, (state) => state.prepared);
  if (prepared === undefined) return null;
  return (
    <figure className={styles.prepared}>
      <ReadyPicture picture={prepared} />
      <figcaption>{say(dataText.preparedLike)}</figcaption>
    </figure>
  );
}
