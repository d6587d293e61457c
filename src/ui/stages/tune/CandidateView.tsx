/** One candidate large, in the view that the user picks; a box can be dragged to say where the patch is cut. */
import { useState } from 'react';
import { grayImage } from '../../../core/image/image.ts';
import type { Text } from '../../../core/text.ts';
import type { CandidateDetail } from '../../../state/worker-types.ts';
import buttons from '../../controls/Buttons.module.css';
import { Segments } from '../../controls/Segments.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { Picture } from '../../pictures/Picture.tsx';
import { tuneText } from '../../text/tune.ts';
import { CutBox } from './CutBox.tsx';
import { SsimLegend } from './SsimLegend.tsx';
import styles from './Tune.module.css';
import { TwoUp } from './TwoUp.tsx';

type View = 'compare' | 'outline' | 'difference' | 'ssim' | 'label';

const viewWords: Readonly<Record<View, Text>> = {
  compare: tuneText.viewCompare,
  outline: tuneText.viewOutline,
  difference: tuneText.viewDifference,
  ssim: tuneText.viewSsim,
  label: tuneText.viewLabel,
};

function Shown({ view, detail }: { readonly view: View; readonly detail: CandidateDetail }) {
  const { say } = useSpeech();
  const { image, mask, label, original, ssimMap } = detail;
  switch (view) {
    case 'compare':
      return <TwoUp original={original} changed={image} touched={detail.trail.touched} />;
    case 'outline':
      return <Picture alt={say(tuneText.pseudo)} image={image} mask={mask} />;
    case 'difference':
      return <Picture alt={say(tuneText.difference)} image={image} differenceTo={original} />;
    case 'ssim':
      return <Picture alt={say(tuneText.stepSsim)} image={image} ssim={ssimMap} />;
    case 'label':
      return <Picture alt={say(tuneText.stepLabel)} image={grayImage(label ?? mask)} />;
  }
}

/** Shows the original for as long as it is held, by pointer or by key. */
function BlinkButton({ onHold }: { readonly onHold: (isHeld: boolean) => void }) {
  const { say } = useSpeech();
  const hold = () => {
    onHold(true);
  };
  const release = () => {
    onHold(false);
  };
  return (
    <button
      type="button"
      className={buttons.button}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={(event) => {
        if (event.key === ' ' || event.key === 'Enter') hold();
      }}
      onKeyUp={release}
      onBlur={release}
    >
      {say(tuneText.holdToBlink)}
    </button>
  );
}

/** Lets the user say where the patch is cut, beginning with where it was. */
function CutButton({ detail }: { readonly detail: CandidateDetail }) {
  const { studio } = useStages();
  const { say } = useSpeech();
  const isChosen = useSlice(studio.store, (state) => state.source !== undefined);
  const patch = detail.trail.patches[0];
  if (patch === undefined) return null;
  return (
    <button
      type="button"
      className={buttons.button}
      aria-pressed={isChosen}
      onClick={() => {
        studio.cutAt(isChosen ? undefined : patch.source);
      }}
    >
      {say(isChosen ? tuneText.cutAnywhere : tuneText.cutHere)}
    </button>
  );
}

const allViews: readonly View[] = ['compare', 'outline', 'difference', 'ssim', 'label'];

export function CandidateView({ detail }: { readonly detail: CandidateDetail }) {
  const { studio } = useStages();
  const { say } = useSpeech();
  const source = useSlice(studio.store, (state) => state.source);
  const [picked, setPicked] = useState<View>('compare');
  const [isHeld, setIsHeld] = useState(false);
  const views = detail.label === undefined ? allViews.filter((one) => one !== 'label') : allViews;
  const view = views.includes(picked) ? picked : 'compare';
  return (
    <div className={styles.candidate}>
      <Segments
        name={say(tuneText.view)}
        options={views.map((value) => ({ value, label: say(viewWords[value]) }))}
        value={view}
        onChange={setPicked}
      />
      <div className={styles.stage}>
        {isHeld ? (
          <Picture alt={say(tuneText.original)} image={detail.original} />
        ) : (
          <Shown view={view} detail={detail} />
        )}
        {source !== undefined && <CutBox box={source} image={detail.original} onBox={studio.cutAt} />}
      </div>
      {view === 'ssim' && <SsimLegend />}
      <div className={buttons.smallRow}>
        <BlinkButton onHold={setIsHeld} />
        <CutButton detail={detail} />
      </div>
      {source !== undefined && <p className={styles.note}>{say(tuneText.cutHint)}</p>}
    </div>
  );
}
