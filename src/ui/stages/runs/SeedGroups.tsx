/** Runs that differ in the seed alone: what they amount to together, and whether two such groups can be told apart. */
import { useMemo } from 'react';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { stageText } from '../../text/stages.ts';
import { statisticText } from '../../text/statistics.ts';
import { StatisticNote } from './StatisticNote.tsx';
import layout from '../Layout.module.css';
import styles from './Runs.module.css';
import { compareSettings, differingKnobs } from '../../../core/run/compare.ts';
import { defectAuroc, defectsOf, fileOf } from '../../../core/run/collected.ts';
import { knobs } from '../../../core/experiment/experiment.ts';
import {
  aurocsOf,
  compareSeedGroups,
  seedGroups,
  summariseSeeds,
  type SeedSummary,
} from '../../../core/run/seed-groups.ts';
import type { RunRecord } from '../../../state/runs/runs.ts';
import { knobValue } from '../../controls/FixedKnob.tsx';
import { HeadRow, TableBox } from '../../controls/TableBox.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { runFilesSentences, runFilesText } from '../../text/run-files.ts';
import { datasetTitle, defectTitle } from './run-title.ts';

type Group = readonly RunRecord[];

const withSign = (points: number) => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;

function meanText(summary: SeedSummary | undefined): string {
  if (summary === undefined) return '–';
  const error = summary.error === undefined ? '' : ` ± ${summary.error.toFixed(1)}`;
  return `${summary.mean.toFixed(1)}${error} %`;
}

function Against({ group, first }: { readonly group: Group; readonly first: Group }) {
  const { say } = useSpeech();
  const found = useMemo(() => {
    const resultsOf = (runs: Group) => runs.map(({ results }) => results);
    return group === first ? undefined : compareSettings(resultsOf(group), resultsOf(first));
  }, [group, first]);
  const dealt = useMemo(() => compareSeedGroups(aurocsOf(group), aurocsOf(first)), [group, first]);
  if (group === first) return say(runFilesText.first);
  if (found === undefined || found.kind === 'not-computed') return <>{say(stageText.notComputed)}</>;
  if (found.kind === 'too-few')
    return <span className={notes.note}>{say(runFilesSentences.tooFew)(...found.seeds)}</span>;
  const { difference, low, high, isDistinguishable } = found;
  const verdict = difference > 0 ? runFilesText.higher : runFilesText.lower;
  const points = (share: number) => withSign(100 * share);
  return (
    <>
      {points(difference)} ({points(low)} … {points(high)})
      {dealt.kind === 'compared' && `, p = ${dealt.p.toFixed(3)}`}{' '}
      <span className={styles.verdict}>
        {say(isDistinguishable ? verdict : runFilesText.notDistinguishable)}
      </span>
    </>
  );
}

/** How this group differs from the others, in words. */
function useGroupName(groups: readonly Group[]): (group: Group) => string {
  const speech = useSpeech();
  const firsts = groups.flatMap((group) => group.slice(0, 1));
  const names = differingKnobs(firsts.map(({ results }) => results.config)).filter((name) => name !== 'seed');
  return ([first]) => {
    if (first === undefined) return '';
    const { config } = first.results;
    const values = names.map(
      (name) => `${speech.say(knobs[name].label)} ${knobValue(name, config[name], speech)}`,
    );
    return [datasetTitle(first, speech.language), ...values].join(' · ');
  };
}

/** The seed, and whose run it is where it has a name. */
function seedText(record: RunRecord): string {
  const { name, results } = record;
  const named = [name, fileOf(record) ?? ''].filter((one) => one !== '');
  return named.length === 0 ? String(results.seed) : `${results.seed} (${[...new Set(named)].join(', ')})`;
}

function GroupRow({ group, groups }: { readonly group: Group; readonly groups: readonly Group[] }) {
  const nameOfGroup = useGroupName(groups);
  const summary = summariseSeeds(aurocsOf(group));
  const fingerprint = group[0]?.results.dataset.fingerprint;
  const sameImages = groups.filter(([one]) => one?.results.dataset.fingerprint === fingerprint);
  const first = sameImages.find((one) => one.some(({ isBaseline }) => isBaseline)) ?? sameImages[0] ?? group;
  return (
    <tr>
      <th scope="row">{nameOfGroup(group)}</th>
      <td>{group.map(seedText).join(', ')}</td>
      <td>{meanText(summary)}</td>
      <td>{summary === undefined ? '–' : `${summary.low.toFixed(1)}–${summary.high.toFixed(1)} %`}</td>
      <td>{group[0] && <StatisticNote evaluation={group[0].results.evaluation} />}</td>
      {defectsOf(groups.flat()).map((defect) => (
        <td key={defect}>{meanText(summariseSeeds(group.map((run) => defectAuroc(run, defect))))}</td>
      ))}
      <td>
        <Against group={group} first={first} />
      </td>
    </tr>
  );
}

export function SeedGroups() {
  const { runs } = useStages();
  const { say, language } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  const groups = useMemo(() => seedGroups(records).filter((group) => group.length > 1), [records]);
  if (groups.length === 0) return null;
  const columns = [
    say(runFilesText.group),
    say(runFilesText.seedList),
    `${say(stageText.auroc)}: ${say(runFilesText.mean)}`,
    say(runFilesText.range),
    say(statisticText.alone),
    ...defectsOf(groups.flat()).map(
      (defect) => `${say(stageText.auroc)} · ${defectTitle(defect, records, language)}`,
    ),
    say(runFilesText.againstFirst),
  ];
  return (
    <section aria-labelledby="seed-groups" className={layout.section}>
      <h2 id="seed-groups">{say(runFilesText.seeds)}</h2>
      <TableBox label={say(runFilesText.seeds)}>
        <table className={tables.table}>
          <HeadRow columns={columns} />
          <tbody>
            {groups.map((group) => (
              <GroupRow key={group[0]?.id} group={group} groups={groups} />
            ))}
          </tbody>
        </table>
      </TableBox>
      <p className={notes.note}>{say(runFilesText.seedsHint)}</p>
    </section>
  );
}
