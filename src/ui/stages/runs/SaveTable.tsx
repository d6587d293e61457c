/** The table as a file for spreadsheets, notes and papers. */
import type { TableText } from '../../../core/run/file/table-text.ts';
import { tableCsv, tableLatex, tableMarkdown } from '../../../core/run/file/table-text.ts';
import buttons from '../../controls/Buttons.module.css';
import { saveFile } from '../../hooks/save.ts';
import { useSpeech } from '../../hooks/stages.ts';
import { tableSentences, tableText } from '../../text/table.ts';

const formats = [
  { label: 'CSV', name: 'kizu-table.csv', type: 'text/csv', mark: '\ufeff', write: tableCsv },
  { label: 'Markdown', name: 'kizu-table.md', type: 'text/markdown', mark: '', write: tableMarkdown },
  { label: 'LaTeX', name: 'kizu-table.tex', type: 'text/x-tex', mark: '', write: tableLatex },
] as const;

export function SaveTable({ text }: { readonly text: TableText }) {
  const { say } = useSpeech();
  return (
    <div className={buttons.row} role="group" aria-label={say(tableText.save)}>
      {formats.map(({ label, name, type, mark, write }) => (
        <button
          key={label}
          type="button"
          className={buttons.button}
          onClick={() => {
            saveFile(new Blob([mark, write(text)], { type }), name);
          }}
        >
          {say(tableSentences.saveAs)(label)}
        </button>
      ))}
    </div>
  );
}
