/** AUROC over the last settings; each says what was changed, and brings its setting back. */
import { useState } from 'react';
import { knobs, type Experiment } from '../../../../core/experiment/experiment.ts';
import { changedKnobs } from '../../../../state/live/changed-knobs.ts';
import type { LiveEntry } from '../../../../state/live/live-state.ts';
import { knobValue } from '../../../controls/FixedKnob.tsx';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages, type Speech } from '../../../hooks/stages.ts';
import { liveSentences, liveText } from '../../../text/live.ts';
import styles from './Live.module.css';

/** AUROC from the bottom of a bar to its top; more where the trail needs it. */
const leastSpan = 0.02;

function changesText(entry: LiveEntry, before: Experiment | undefined, speech: Speech): string {
  if (before === undefined) return speech.say(liveText.firstSetting);
  const changed = changedKnobs(before, entry.experiment);
  return changed
    .map((name) => `${speech.say(knobs[name].label)} ${knobValue(name, entry.experiment[name], speech)}`)
    .join(', ');
}

function textOf(entry: LiveEntry, before: Experiment | undefined, speech: Speech): string {
  const shown = (area: number | undefined) => area?.toFixed(3) ?? '–';
  const test = entry.auroc === undefined ? '' : shown(entry.auroc);
  const changes = changesText(entry, before, speech);
  return speech.say(liveSentences.setting)(entry.number, test, shown(entry.signal?.auroc), changes);
}

/** Heights in percent: of the test AUROC, and of the held-out one. */
function heightsOf(trail: readonly LiveEntry[]): (area: number | undefined) => number | undefined {
  const areas = trail
    .flatMap(({ auroc, signal }) => [auroc, signal?.auroc])
    .filter((area) => area !== undefined);
  const top = Math.max(0, ...areas);
  const low = Math.min(top - leastSpan, ...areas);
  return (area) => area && 15 + (85 * (area - low)) / (top - low);
}

export function LiveTrail() {
  const { live } = useStages();
  const speech = useSpeech();
  const trail = useSlice(live.store, (state) => state.trail);
  const shown = useSlice(live.store, (state) => state.shown);
  const [pointed, setPointed] = useState<LiveEntry>();
  if (trail.length === 0) return null;
  const heightOf = heightsOf(trail);
  const texts = trail.map((entry, i) => textOf(entry, trail[i - 1]?.experiment, speech));
  const read = trail.findIndex((entry) => entry === (pointed ?? shown));
  return (
    <div data-part="live-trail">
      <h3>{speech.say(liveText.trail)}</h3>
      <ol className={styles.trail}>
        {trail.map((entry, i) => {
          const [test, heldOut] = [heightOf(entry.auroc), heightOf(entry.signal?.auroc)];
          const point = () => {
            setPointed(entry);
          };
          const leave = () => {
            setPointed(undefined);
          };
          return (
            <li key={entry.number}>
              <button
                type="button"
                aria-label={texts[i]}
                aria-current={entry === shown}
                onClick={() => {
                  live.goBack(entry);
                }}
                onPointerEnter={point}
                onPointerLeave={leave}
                onFocus={point}
                onBlur={leave}
              >
                {test !== undefined && <span className={styles.bar} style={{ blockSize: `${test}%` }} />}
                {heldOut !== undefined && (
                  <span className={styles.mark} style={{ insetBlockEnd: `${heldOut}%` }} />
                )}
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.legend} aria-hidden="true">
        <span>
          <span className={styles.barKey} /> {speech.say(liveText.testArea)}
        </span>
        <span>
          <span className={styles.markKey} /> {speech.say(liveText.heldOutArea)}
        </span>
      </p>
      <p className={notes.note}>{texts[read]}</p>
    </div>
  );
}
