/** A chart as a file: its numbers, or its picture. */
import { useState } from 'react';
import type { Text } from '../../core/text.ts';
import { saveFile } from '../hooks/save.ts';
import { useSpeech } from '../hooks/stages.ts';
import { chartText } from '../text/charts.ts';
import { chartPicture, toPng, type ChartPicture } from './chart-picture.ts';
import legend from './lines/Legend.module.css';
import tools from './Tools.module.css';

interface ChartFilesProps {
  readonly name: string;
  readonly csv: () => string;
}

/** Letters and digits of any language, since file systems differ in what else they take. */
const fileName = (name: string) =>
  name.replaceAll(/[^\p{L}\p{N}.]+/gu, '-').replaceAll(/^-|-$/g, '') || 'chart';

function pictureAround(button: HTMLElement, name: string): ChartPicture | undefined {
  const figure = button.closest('figure');
  return figure === null ? undefined : chartPicture(figure, name);
}

type Action = 'copyCsv' | 'saveCsv' | 'saveSvg' | 'savePng';

const actions: readonly Action[] = ['copyCsv', 'saveCsv', 'saveSvg', 'savePng'];

/** Does it; what there is to report it. */
async function act(
  action: Action,
  { name, csv }: ChartFilesProps,
  button: HTMLElement,
): Promise<Text | undefined> {
  if (action === 'copyCsv') {
    await navigator.clipboard.writeText(csv()); // a page served without https has no clipboard at all
    return chartText.copied;
  }
  if (action === 'saveCsv') {
    saveFile(new Blob([csv()], { type: 'text/csv' }), `${fileName(name)}.csv`);
    return undefined;
  }
  const picture = pictureAround(button, name);
  if (picture === undefined) return chartText.noPicture;
  const [content, ending] =
    action === 'saveSvg'
      ? [new Blob([picture.svg], { type: 'image/svg+xml' }), 'svg']
      : [await toPng(picture), 'png'];
  if (content === undefined) return chartText.noPicture;
  saveFile(content, `${fileName(name)}.${ending}`);
  return undefined;
}

export default function ChartFiles(props: ChartFilesProps) {
  const { say } = useSpeech();
  const [notice, setNotice] = useState<Text>();
  const press = async (action: Action, button: HTMLElement) => {
    try {
      setNotice(await act(action, props, button));
    } catch {
      setNotice(action === 'copyCsv' ? chartText.refused : chartText.noPicture);
    }
  };
  return (
    <fieldset className={tools.part}>
      <legend>{say(chartText.files)}</legend>
      <div className={tools.files}>
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            className={legend.tool}
            onClick={(event) => void press(action, event.currentTarget)}
          >
            {say(chartText[action])}
          </button>
        ))}
      </div>
      <p role="status" className={tools.hint}>
        {notice !== undefined && say(notice)}
      </p>
    </fieldset>
  );
}
