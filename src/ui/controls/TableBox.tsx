/** A table that scrolls sideways where it is too wide, by keyboard too. */
import type { ReactNode } from 'react';
import tables from './Tables.module.css';

interface TableBoxProps {
  /** What the table holds. */
  readonly label: string;
  readonly children: ReactNode;
}

export function TableBox({ label, children }: TableBoxProps) {
  return (
    <div className={tables.scroll} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** The head of a table: a cell for each column. */
export function HeadRow({ columns }: { readonly columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}
