/** The form that the knob table makes: the groups that matter for one stage. */
import { useCallback, useState } from 'react';
import { knobNames, knobs, type Experiment, type KnobName } from '../../core/experiment/experiment.ts';
import type { KnobGroup } from '../../core/experiment/knob.ts';
import { isRelevant } from '../../core/experiment/relevance.ts';
import { suggestedThreshold } from '../../core/experiment/knobs/gate.ts';
import { FixedKnob } from '../controls/FixedKnob.tsx';
import { KnobField } from '../controls/KnobField.tsx';
import { useSlice, useSpeech, useStages, type WordKey } from '../hooks/stages.ts';
import styles from './Panels.module.css';

const groupWords: Readonly<Record<KnobGroup, WordKey>> = {
  generator: 'groupGenerator',
  patch: 'groupPatch',
  transform: 'groupTransform',
  colour: 'groupColour',
  gate: 'groupGate',
  views: 'groupViews',
  network: 'groupNetwork',
  training: 'groupTraining',
  score: 'groupScore',
};

function namesOf(group: KnobGroup, experiment: Experiment, hidden: ReadonlySet<KnobName>): KnobName[] {
  return knobNames.filter(
    (name) => knobs[name].group === group && isRelevant(name, experiment) && !hidden.has(name),
  );
}

const none: ReadonlySet<KnobName> = new Set();

/** On narrow screens the knobs are a sheet that is drawn up. */
function KnobsHead() {
  const { experiment, frame } = useStages();
  const { t } = useSpeech();
  const areOpen = useSlice(frame.store, (state) => state.areKnobsOpen);
  return (
    <div className={styles.knobsHead}>
      <h2>{t('knobs')}</h2>
      <button
        type="button"
        className={styles.sheetToggle}
        aria-expanded={areOpen}
        onClick={() => {
          frame.showKnobs(!areOpen);
        }}
      >
        {t(areOpen ? 'hideKnobs' : 'showKnobs')}
      </button>
      <button type="button" className={styles.quiet} onClick={experiment.reset}>
        {t('resetAll')}
      </button>
    </div>
  );
}

export function KnobPanel({ groups }: { readonly groups: readonly KnobGroup[] }) {
  const { experiment: stage, learn, frame } = useStages();
  const hidden = learn.link.others === 'hidden' ? learn.withheld : none;
  const experiment = useSlice(stage.store, (state) => state.experiment);
  const areOpen = useSlice(frame.store, (state) => state.areKnobsOpen);
  const { t, sentence } = useSpeech();
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

  return (
    <aside className={styles.knobs} aria-label={t('knobs')} data-open={areOpen}>
      <KnobsHead />
      <div className={styles.knobsBody}>
        {learn.withheld.size > 0 && <p className={styles.note}>{t('withheld')}</p>}
        {groups
          .filter((group) => namesOf(group, experiment, hidden).length > 0)
          .map((group) => (
            <details key={group} open className={styles.group}>
              <summary>{t(groupWords[group])}</summary>
              {namesOf(group, experiment, hidden).map((name) => {
                const Field = learn.withheld.has(name) ? FixedKnob : KnobField;
                return <Field key={name} name={name} value={experiment[name]} onChange={change} />;
              })}
              {group === 'gate' && (
                <p className={styles.note} role="status">
                  {moved !== undefined && sentence('thresholdMoved')(String(moved))}
                </p>
              )}
            </details>
          ))}
      </div>
    </aside>
  );
}
