/** The form that the knob table makes: the groups that matter for one stage. */
import { useCallback, useState } from 'react';
import { knobNames, knobs, type Experiment, type KnobName } from '../../../core/experiment/experiment.ts';
import type { KnobGroup } from '../../../core/experiment/knob.ts';
import { isRelevant } from '../../../core/experiment/relevance.ts';
import { hiddenChange } from '../../../state/studio/studio-selectors.ts';
import { suggestedThreshold } from '../../../core/experiment/knobs/gate.ts';
import type { Text } from '../../../core/text.ts';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import { FixedKnob } from '../../controls/FixedKnob.tsx';
import { KnobField } from '../../controls/KnobField.tsx';
import notes from '../../controls/Notes.module.css';
import { useKnobSearch } from '../../hooks/knob-search.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { frameText } from '../../text/frame.ts';
import { gallerySentences } from '../../text/gallery.ts';
import { sentences } from '../../text/sentences.ts';
import { tuneText } from '../../text/tune.ts';
import styles from './Knobs.module.css';
import layout from '../Layout.module.css';

const groupWords: Readonly<Record<KnobGroup, Text>> = {
  detector: tuneText.groupDetector,
  generator: tuneText.groupGenerator,
  patch: frameText.groupPatch,
  transform: frameText.groupTransform,
  colour: frameText.groupColour,
  gate: frameText.groupGate,
  views: frameText.groupViews,
  network: frameText.groupNetwork,
  training: frameText.groupTraining,
  score: frameText.groupScore,
};

const allGroups = Object.keys(groupWords) as KnobGroup[];

function namesOf(group: KnobGroup, experiment: Experiment, isShown: (name: KnobName) => boolean): KnobName[] {
  return knobNames.filter(
    (name) => knobs[name].group === group && isRelevant(name, experiment) && isShown(name),
  );
}

interface SearchProps {
  readonly query: string;
  readonly onSearch: (query: string) => void;
}

function Search({ query, onSearch }: SearchProps) {
  const { say } = useSpeech();
  return (
    <input
      type="search"
      data-knob-search
      className={fields.search}
      aria-label={say(frameText.searchKnobs)}
      placeholder={`${say(frameText.searchKnobs)}  /`}
      value={query}
      onChange={(event) => {
        onSearch(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onSearch('');
      }}
    />
  );
}

const none: ReadonlySet<KnobName> = new Set();

/** On narrow screens the knobs are a sheet that is drawn up. */
function KnobsHead({ isLocked }: { readonly isLocked: boolean }) {
  const { experiment, frame } = useStages();
  const { say } = useSpeech();
  const areOpen = useSlice(frame.store, (state) => state.areKnobsOpen);
  return (
    <div className={styles.knobsHead}>
      <h2>{say(frameText.knobs)}</h2>
      <button
        type="button"
        className={`${buttons.button} ${styles.sheetToggle}`}
        aria-expanded={areOpen}
        onClick={() => {
          frame.showKnobs(!areOpen);
        }}
      >
        {say(areOpen ? frameText.hideKnobs : frameText.showKnobs)}
      </button>
      <button type="button" className={buttons.quiet} disabled={isLocked} onClick={experiment.reset}>
        {say(frameText.resetAll)}
      </button>
    </div>
  );
}

/** T as it was moved along with the statistic. */
function Moved({ threshold }: { readonly threshold: number | undefined }) {
  const { say } = useSpeech();
  return (
    <p className={notes.note} role="status">
      {threshold !== undefined && say(sentences.thresholdMoved)(String(threshold))}
    </p>
  );
}

interface KnobPanelProps {
  readonly groups: readonly KnobGroup[];
  /** These stand before all groups, which are the rest then. */
  readonly first?: readonly KnobName[];
  /** While a recorded run is shown, its settings stand here, to be read only. */
  readonly isOfRun?: boolean;
}

/** Settings of the recorded run that the panels show. */
function useRecordedSettings(isOfRun: boolean): Experiment | undefined {
  const { replay } = useStages();
  return useSlice(replay.store, ({ run }) => (isOfRun ? run?.results.config : undefined));
}

/** Why some settings, or all, are to be read only. */
function WhyFixed({ isRecorded }: { readonly isRecorded: boolean }) {
  const { learn } = useStages();
  const { say } = useSpeech();
  if (isRecorded) return <p className={notes.warning}>{say(frameText.ofRecording)}</p>;
  return learn.withheld.size > 0 ? <p className={notes.note}>{say(frameText.withheld)}</p> : null;
}

export function KnobPanel({ groups, first = [], isOfRun = false }: KnobPanelProps) {
  const { experiment: stage, learn, frame, studio } = useStages();
  const hidden = learn.link.others === 'hidden' ? learn.withheld : none;
  const recorded = useRecordedSettings(isOfRun);
  const current = useSlice(stage.store, (state) => state.experiment);
  const experiment = recorded ?? current;
  const areOpen = useSlice(frame.store, (state) => state.areKnobsOpen);
  const changes = useSlice(studio.store, (state) => state.changes);
  const { say } = useSpeech();
  const [query, setQuery] = useState('');
  const found = useKnobSearch(query);
  const isSearching = query.trim() !== '';
  const ahead = isSearching ? [] : first.filter((name) => isRelevant(name, experiment) && !hidden.has(name));
  const isShown = (name: KnobName) => found.has(name) && !hidden.has(name) && !ahead.includes(name);
  const shownGroups = (isSearching ? allGroups : groups).filter(
    (group) => namesOf(group, experiment, isShown).length > 0,
  );
  /** T as it was last moved along with the statistic. */
  const [moved, setMoved] = useState<number>();

  const change = useCallback(
    (name: KnobName, value: Experiment[KnobName]) => {
      if (name !== 'gateStatistic') {
        setMoved(undefined);
        stage.apply({ [name]: value });
        return;
      }
      const gateStatistic = value as Experiment['gateStatistic'];
      const gateThreshold = suggestedThreshold[gateStatistic];
      stage.apply({ gateStatistic, gateThreshold });
      setMoved(gateThreshold);
    },
    [stage],
  );

  const fieldOf = (name: KnobName) => {
    if (recorded !== undefined || learn.withheld.has(name))
      return <FixedKnob key={name} name={name} value={experiment[name]} />;
    const levels = hiddenChange(changes, name);
    const note = levels === undefined ? undefined : say(gallerySentences.hardlySeen)(levels.toFixed(1));
    return <KnobField key={name} name={name} value={experiment[name]} onChange={change} note={note} />;
  };
  const rest = shownGroups.map((group) => (
    <details key={group} open className={layout.fold}>
      <summary>{say(groupWords[group])}</summary>
      {namesOf(group, experiment, isShown).map(fieldOf)}
      {group === 'gate' && <Moved threshold={moved} />}
    </details>
  ));

  return (
    <aside className={styles.knobs} aria-label={say(frameText.knobs)} data-open={areOpen}>
      <KnobsHead isLocked={recorded !== undefined} />
      <div className={styles.knobsBody}>
        <WhyFixed isRecorded={recorded !== undefined} />
        <Search query={query} onSearch={setQuery} />
        <p className={notes.note} role="status">
          {ahead.length + shownGroups.length === 0 && say(frameText.noKnobs)}
        </p>
        {ahead.map(fieldOf)}
        {ahead.length === 0 || rest.length === 0 ? (
          rest
        ) : (
          <details open className={styles.more}>
            <summary>{say(frameText.moreKnobs)}</summary>
            {rest}
          </details>
        )}
      </div>
    </aside>
  );
}
