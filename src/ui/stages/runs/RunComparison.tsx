/** Two to five runs over each other: curves, differences, and only the settings that differ. */
import { lazy, Suspense, useMemo } from 'react';
import { knobs } from '../../../core/experiment/experiment.ts';
import {
  comparePimo,
  compareRuns,
  differingKnobs,
  type RunComparison as Comparison,
} from '../../../core/run/compare.ts';
import type { RunRecord } from '../../../state/runs/runs.ts';
import { knobValue } from '../../controls/FixedKnob.tsx';
import notes from '../../controls/Notes.module.css';
import { TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { stageText } from '../../text/stages.ts';
import { statisticText } from '../../text/statistics.ts';
import layout from '../Layout.module.css';
import { runsSentences, runsText } from '../../text/runs.ts';
import { letterOf, RunCurves } from './RunCurves.tsx';
import { defectTitle, runWithFile } from './run-title.ts';
import styles from './Runs.module.css';
import { StatisticNote } from './StatisticNote.tsx';

const Disagreements = lazy(() =>
  import('./Disagreements.tsx').then(({ Disagreements }) => ({ default: Disagreements })),
);

interface Chosen {
  readonly records: readonly RunRecord[];
}

function Heads({ records, first }: Chosen & { readonly first: string }) {
  const { language } = useSpeech();
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {records.map((record, i) => (
          <th key={record.id} scope="col">
            <span className={styles.letter}>{letterOf(i)}</span>
            {runWithFile(record, language)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const pText = (p: number) => (p < 0.001 ? 'p < .001' : `p = ${p.toFixed(3).replace(/^0/, '')}`);

const points = (share: number) => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;

function Verdict({ comparison }: { readonly comparison: Comparison }) {
  const { say } = useSpeech();
  if (comparison.kind === 'other-images')
    return <span className={notes.note}>{say(runsText.otherImages)}</span>;
  if (comparison.kind === 'not-computed') return <>{say(stageText.notComputed)}</>;
  const { difference, low, high, isDistinguishable } = comparison;
  const verdict = difference > 0 ? runsText.better : runsText.worse;
  return (
    <>
      {points(difference)} ({points(low)} … {points(high)}){' '}
      <span className={styles.verdict}>{say(isDistinguishable ? verdict : runsText.notDistinguishable)}</span>
    </>
  );
}

function Against({ record, baseline }: { readonly record: RunRecord; readonly baseline: RunRecord }) {
  const { say } = useSpeech();
  const comparison = useMemo(() => compareRuns(record.results, baseline.results), [record, baseline]);
  return record === baseline ? say(runsText.baseline) : <Verdict comparison={comparison} />;
}

/** Mean over images with a defect, and whether it is higher on more of them than chance would have it. */
function Pimo({ record, baseline }: { readonly record: RunRecord; readonly baseline: RunRecord }) {
  const { say } = useSpeech();
  const found = useMemo(() => comparePimo(record.results, baseline.results), [record, baseline]);
  const mean = record.results.evaluation.pixels?.auPimo?.mean;
  return (
    <>
      {mean?.toFixed(3) ?? '–'}
      {record !== baseline && found !== undefined && (
        <span className={notes.note}>
          {' '}
          {say(runsSentences.pimo)(points(found.difference), found.wins, found.pairs, pText(found.p))}
        </span>
      )}
    </>
  );
}

function Differences({ records }: Chosen) {
  const { say, language } = useSpeech();
  const baseline = records.find(({ isBaseline }) => isBaseline) ?? records[0];
  const defects = [
    ...new Set(records.flatMap(({ results }) => results.evaluation.defects.map((one) => one.defect))),
  ];
  if (baseline === undefined) return null;
  return (
    <>
      <TableBox label={say(runsText.result)}>
        <table className={tables.table}>
          <Heads records={records} first={say(runsText.result)} />
          <tbody>
            <tr>
              <th scope="row">{say(stageText.auroc)}</th>
              {records.map(({ id, results }) => (
                <td key={id}>{results.evaluation.auroc?.toFixed(3) ?? say(stageText.notComputed)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{say(statisticText.alone)}</th>
              {records.map(({ id, results }) => (
                <td key={id}>
                  <StatisticNote evaluation={results.evaluation} />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">{say(runsText.difference)}</th>
              {records.map((record) => (
                <td key={record.id}>
                  <Against record={record} baseline={baseline} />
                </td>
              ))}
            </tr>
            {records.some(({ results }) => results.evaluation.pixels?.auPimo != null) && (
              <tr>
                <th scope="row">AUPIMO</th>
                {records.map((record) => (
                  <td key={record.id}>
                    <Pimo record={record} baseline={baseline} />
                  </td>
                ))}
              </tr>
            )}
            {defects.sort().map((defect) => (
              <tr key={defect}>
                <th scope="row">
                  {say(stageText.auroc)} · {defectTitle(defect, records, language)}
                </th>
                {records.map(({ id, results }) => (
                  <td key={id}>
                    {results.evaluation.defects.find((one) => one.defect === defect)?.auroc?.toFixed(3) ??
                      '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p className={notes.note}>{say(runsText.how)}</p>
    </>
  );
}

function Settings({ records }: Chosen) {
  const speech = useSpeech();
  const { say } = speech;
  const names = differingKnobs(records.map(({ results }) => results.config));
  if (names.length === 0) return <p className={notes.note}>{say(runsText.sameSettings)}</p>;
  return (
    <TableBox label={say(runsText.parameter)}>
      <table className={tables.table}>
        <Heads records={records} first={say(runsText.parameter)} />
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{say(knobs[name].label)}</th>
              {records.map(({ id, results }) => (
                <td key={id}>{knobValue(name, results.config[name], speech)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

export function RunComparison() {
  const { runs } = useStages();
  const { say } = useSpeech();
  const records = useSlice(runs.store, (state) => state.records);
  const compared = useSlice(runs.store, (state) => state.compared);
  const chosen = useMemo(
    () => compared.flatMap((id) => records.filter((record) => record.id === id)),
    [compared, records],
  );
  if (chosen.length === 0) return null;
  return (
    <section aria-labelledby="comparison" className={layout.section}>
      <h2 id="comparison">{say(runsText.comparison)}</h2>
      {chosen.length === 1 ? (
        <p className={notes.note}>{say(runsText.oneMore)}</p>
      ) : (
        <>
          <RunCurves records={chosen} />
          <Differences records={chosen} />
          <Suspense fallback={null}>
            <Disagreements records={chosen} />
          </Suspense>
          <Settings records={chosen} />
        </>
      )}
    </section>
  );
}
