/** What is wrong, or may mislead, in the images in use; each with what it means and what to do. */
import type { Dataset } from '../../../core/dataset/dataset.ts';
import { suspectsOf, type Finding } from '../../../core/dataset/doctor/finding.ts';
import type { Aspect, Preparation } from '../../../core/dataset/preparation.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { dataSentences } from '../../text/data-sentences.ts';
import { dataText } from '../../text/data.ts';
import { findingText } from '../../text/findings.ts';
import layout from '../Layout.module.css';

/** Kinds that a common median grey mends. */
const mended = ['median-gray', 'odd-lighting'];

function nameOf(finding: Finding): string {
  return finding.kind === 'leak' ? finding.statistic : finding.kind;
}

function Fix({ label, apply }: { readonly label: string; readonly apply: () => Promise<void> }) {
  const { dataset } = useStages();
  const isLoading = useSlice(dataset.store, ({ status }) => status === 'loading');
  return (
    <button type="button" className={buttons.button} disabled={isLoading} onClick={() => void apply()}>
      {label}
    </button>
  );
}

function hasTraining({ items }: Dataset, without: readonly string[]): boolean {
  const isLeft = new Set(without);
  return items.some(({ split, path }) => split === 'train' && !isLeft.has(path));
}

/** Ways to keep shapes that stretching would change, while the dropped files are available. */
function Reshape() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const aspect = useSlice(dataset.store, ({ mapping }) => mapping?.preparation.aspect);
  const openAs = (wanted: Aspect) => {
    dataset.prepare({ aspect: wanted });
    return dataset.openMapped();
  };
  if (aspect !== 'stretch') return null;
  return (
    <>
      <Fix label={say(dataSentences.openWith)(say(dataText.aspectCrop))} apply={() => openAs('crop')} />{' '}
      <Fix label={say(dataSentences.openWith)(say(dataText.aspectPad))} apply={() => openAs('pad')} />
    </>
  );
}

/** Opens what was dropped again, read in another way, while it is current. */
function ReadAgain({ finding }: { readonly finding: Finding }) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const hasDrop = useSlice(dataset.store, ({ mapping }) => mapping !== undefined);
  const openWith = (changes: Partial<Preparation>) => {
    dataset.prepare(changes);
    return dataset.openMapped();
  };
  if (!hasDrop) return null;
  if (finding.kind === 'inverted-masks')
    return <Fix label={say(dataText.invertMasks)} apply={() => openWith({ invertsMasks: true })} />;
  if (finding.kind !== 'unused-range') return null;
  const white = 2 ** finding.bits - 1;
  return <Fix label={say(dataSentences.stretchBits)(finding.bits)} apply={() => openWith({ white })} />;
}

/** What can be done about a finding at once, without another drop. */
function Fixes({ finding, current }: { readonly finding: Finding; readonly current: Dataset }) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const { isEqualised, kept, leftOut } = useSlice(dataset.store, (state) => state);
  const suspects = suspectsOf(finding);
  const canLeave = suspects.length > 0 && kept?.kind === 'stored' && hasTraining(current, suspects);
  const canEqualise = current.origin === 'imported' && !isEqualised && mended.includes(nameOf(finding));
  return (
    <>
      {canEqualise && <Fix label={say(dataText.equalise)} apply={() => dataset.equalise(true)} />}{' '}
      {canLeave && (
        <Fix
          label={say(dataSentences.leaveOut)(suspects.length)}
          apply={() => dataset.leaveOut([...leftOut, ...suspects])}
        />
      )}
      {finding.kind === 'mixed-sizes' && <Reshape />}
      <ReadAgain finding={finding} />
    </>
  );
}

/** Fixes that were taken, and the way back. */
function Taken() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const { isEqualised, leftOut } = useSlice(dataset.store, (state) => state);
  return (
    <>
      {isEqualised && (
        <p className={notes.note}>
          {say(dataText.isEqualised)}{' '}
          <Fix label={say(dataText.unequalise)} apply={() => dataset.equalise(false)} />
        </p>
      )}
      {leftOut.length > 0 && (
        <p className={notes.note}>
          {say(dataSentences.leftOutNow)(leftOut.length)}{' '}
          <Fix label={say(dataText.putBack)} apply={() => dataset.leaveOut([])} />
        </p>
      )}
    </>
  );
}

export function Doctor() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const current = useSlice(dataset.store, (state) => state.dataset);
  if (current === undefined) return null;
  return (
    <section aria-labelledby="doctor" className={layout.section}>
      <h2 id="doctor">{say(dataText.doctor)}</h2>
      {current.findings.length === 0 && <p className={notes.note}>{say(dataText.healthy)}</p>}
      <Taken />
      <ul className={notes.findings}>
        {current.findings.map((finding) => {
          const { what, advice } = findingText(finding);
          return (
            <li key={nameOf(finding)}>
              <strong>{say(what)}</strong> {say(advice)} <Fixes finding={finding} current={current} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
