/** Files that were left out, a row each with its reason. */
import { useSpeech } from '../hooks/stages.ts';
import { stageText } from '../text/stages.ts';
import hiding from './Hidden.module.css';
import notes from './Notes.module.css';
import { HeadRow, TableBox } from './TableBox.tsx';
import tables from './Tables.module.css';

export interface ReasonRow {
  readonly path: string;
  readonly reason: string;
}

interface ReasonTableProps {
  readonly caption: string;
  readonly rows: readonly ReasonRow[];
  /** Rows shown. */
  readonly most: number;
  /** Where the others are, by how many they are. */
  readonly more: (count: number) => string;
}

export function ReasonTable({ caption, rows, most, more }: ReasonTableProps) {
  const { say } = useSpeech();
  return (
    <>
      <TableBox label={caption}>
        <table className={tables.table}>
          <caption className={hiding.hidden}>{caption}</caption>
          <HeadRow columns={[say(stageText.file), say(stageText.reason)]} />
          <tbody>
            {rows.slice(0, most).map(({ path, reason }) => (
              <tr key={`${path} ${reason}`}>
                <th scope="row" className={tables.path}>
                  {path}
                </th>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {rows.length > most && <p className={notes.note}>{more(rows.length - most)}</p>}
    </>
  );
}
