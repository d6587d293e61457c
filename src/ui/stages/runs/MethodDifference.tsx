/** Two methods of the table against each other: category by category, and across them. */
import { useEffect, useMemo, useState } from 'react';
import {
  acrossCategories,
  sharedCategories,
  withinCategory,
  type SharedCategory,
  type WithinCategory,
} from '../../../core/run/method-difference.ts';
import type { RunResults } from '../../../core/run/results.ts';
import type { ResultsTable } from '../../../core/run/table.ts';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { HeadRow, TableBox } from '../../controls/TableBox.tsx';
import tables from '../../controls/Tables.module.css';
import { useSpeech } from '../../hooks/stages.ts';
import { nameOfImages } from '../../text/samples.ts';
import { stageText } from '../../text/stages.ts';
import { tableSentences, tableText } from '../../text/table.ts';

const points = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;

/** Intervals so far, and of which categories. */
interface Found {
  readonly of: readonly SharedCategory[];
  readonly within: readonly WithinCategory[];
}

/** One category after another, so that a table of many holds the page for none. */
function useWithin(shared: readonly SharedCategory[]): readonly WithinCategory[] {
  const [found, setFound] = useState<Found>({ of: shared, within: [] });
  const count = found.of === shared ? found.within.length : 0;
  const next = shared[count];
  useEffect(() => {
    if (next === undefined) return undefined;
    const timer = setTimeout(() => {
      setFound(({ of, within }) => ({
        of: shared,
        within: [...(of === shared ? within : []), withinCategory(next)],
      }));
    }, 0);
    return () => {
      clearTimeout(timer);
    };
  }, [shared, next]);
  return found.within.slice(0, count);
}

function Interval({ within }: { readonly within: WithinCategory | undefined }) {
  const { say } = useSpeech();
  if (within === undefined) return <>{say(tableText.computing)}</>;
  if (within.of === 'nothing') return <span className={notes.note}>{say(tableText.noInterval)}</span>;
  return (
    <>
      {points(within.low)} … {points(within.high)}{' '}
      <span className={notes.note}>
        {say(within.of === 'settings' ? tableText.ofSettings : tableText.ofRuns)}
      </span>
    </>
  );
}

function Across({ shared }: { readonly shared: readonly SharedCategory[] }) {
  const { say } = useSpeech();
  const across = useMemo(() => acrossCategories(shared), [shared]);
  if (across === undefined) return <p className={notes.note}>{say(tableText.oneCategory)}</p>;
  const { mean, low, high, p, wins, losses, ties } = across;
  return (
    <>
      <p>
        {say(tableSentences.across)(points(mean), points(low), points(high), p.toFixed(3))}{' '}
        {say(tableSentences.wins)(wins, losses, ties)}
      </p>
      <p className={notes.note}>{say(tableText.pairedHint)}</p>
    </>
  );
}

function Differences({ shared }: { readonly shared: readonly SharedCategory[] }) {
  const { say, language } = useSpeech();
  const within = useWithin(shared);
  const columns = [
    say(stageText.category),
    say(tableText.first),
    say(tableText.second),
    say(tableText.difference),
    say(tableText.interval),
  ];
  return (
    <TableBox label={say(tableText.against)}>
      <table className={tables.table}>
        <HeadRow columns={columns} />
        <tbody>
          {shared.map(({ row, a, b }, i) => (
            <tr key={row.fingerprint}>
              <th scope="row">{nameOfImages(row.name, language)}</th>
              <td>{a.toFixed(1)}</td>
              <td>{b.toFixed(1)}</td>
              <td>{points(a - b)}</td>
              <td>
                <Interval within={within[i]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

interface MethodDifferenceProps {
  readonly table: ResultsTable<RunResults>;
  readonly heads: readonly string[];
}

export function MethodDifference({ table, heads }: MethodDifferenceProps) {
  const { say } = useSpeech();
  const [chosen, setChosen] = useState<readonly [number, number]>([0, 1]);
  const last = heads.length - 1;
  const [a, b] = [Math.min(chosen[0], last), Math.min(chosen[1], last)];
  const shared = useMemo(() => sharedCategories(table, a, b), [table, a, b]);
  if (heads.length < 2) return null;
  const choice = (label: string, value: number, choose: (value: number) => void) => (
    <label className={fields.labelled}>
      {label}
      <select
        className={fields.select}
        value={value}
        onChange={(event) => {
          choose(Number(event.target.value));
        }}
      >
        {heads.map((head, i) => (
          <option key={i} value={i}>
            {head}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <h3>{say(tableText.against)}</h3>
      <div className={fields.fields}>
        {choice(say(tableText.first), a, (value) => {
          setChosen([value, b]);
        })}
        {choice(say(tableText.second), b, (value) => {
          setChosen([a, value]);
        })}
      </div>
      {shared.length === 0 ? (
        <p className={notes.note}>{say(tableText.noShared)}</p>
      ) : (
        <>
          <Differences shared={shared} />
          <Across shared={shared} />
        </>
      )}
    </>
  );
}
