/** As the paper's figure 2: a real test image beside what each generator makes of one normal image. */
import { useMemo } from 'react';
import { knobs } from '../../../core/experiment/experiment.ts';
import { resizeArea } from '../../../core/image/resize.ts';
import type { Rival } from '../../../state/worker-types.ts';
import { useNames } from '../../hooks/names.ts';
import { usePixels } from '../../hooks/pixels.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { tuneText } from '../../text/tune.ts';
import styles from './Tune.module.css';

/** Side of the real image's copy in pixels. */
const shownSide = 256;

function RealImage() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const names = useNames();
  const current = useSlice(dataset.store, (state) => state.dataset);
  const entries = useMemo(() => {
    const test = current?.items.filter(({ split }) => split === 'test') ?? [];
    return [test.find(({ defect }) => defect !== 'good') ?? test.slice(0, 1)].flat();
  }, [current]);
  const [item] = usePixels(entries, current);
  const shown = useMemo(
    () => item && { defect: item.defect, image: resizeArea(item.image, shownSide, shownSide) },
    [item],
  );
  if (shown === undefined) return null;
  return (
    <figure>
      <Picture alt={say(tuneText.realDefect)} image={shown.image} />
      <figcaption>
        {say(tuneText.realDefect)} · {names.defect(shown.defect)}
      </figcaption>
    </figure>
  );
}

function RivalFigure({ rival }: { readonly rival: Rival }) {
  const { studio } = useStages();
  const { say } = useSpeech();
  const isGated = useSlice(studio.store, (state) => state.shown?.gateEnabled ?? true);
  const option = knobs.generator.options.find(({ value }) => value === rival.generator);
  const name = option === undefined ? rival.generator : say(option.label);
  const { verdict } = rival;
  return (
    <figure>
      <Picture alt={name} image={rival.image} mask={rival.mask} />
      <figcaption>
        {name}
        <br />
        {isGated &&
          `${verdict.isAccepted ? '✓' : '✕'} ${say(verdict.isAccepted ? tuneText.accepted : tuneText.rejected)} · `}
        SSIM {verdict.ssim.toFixed(4)}
      </figcaption>
    </figure>
  );
}

export function SideBySide() {
  const { studio } = useStages();
  const { say } = useSpeech();
  const rivals = useSlice(studio.store, (state) => state.rivals);
  return (
    <details
      className={styles.side}
      onToggle={(event) => {
        studio.compare(event.currentTarget.open);
      }}
    >
      <summary>{say(tuneText.sideBySide)}</summary>
      <p className={styles.note}>{say(tuneText.sideBySideHint)}</p>
      <div className={styles.rivals}>
        <RealImage />
        {rivals?.map((rival) => (
          <RivalFigure key={rival.generator} rival={rival} />
        ))}
      </div>
    </details>
  );
}
