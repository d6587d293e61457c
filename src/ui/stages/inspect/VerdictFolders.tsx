/** Saves the judged images as a zip with a folder for each verdict; while it is packed, the same button stops it. */
import { useEffect, useRef, useState } from 'react';
import type { RgbImage } from '../../../core/image/image.ts';
import { verdictsCsv } from '../../../core/inspect/verdicts-csv.ts';
import { messageOf } from '../../../core/message-of.ts';
import { limitsIn, verdictItems } from '../../../state/inspect/judged-list.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import { saveFile } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { paint } from '../../pictures/paint.ts';
import { folderSentences, folderText } from '../../text/verdict-folders.ts';

type Outcome =
  { readonly kind: 'small'; readonly count: number } | { readonly kind: 'failed'; readonly why: string };

function toPng(image: RgbImage): Promise<Blob> {
  const canvas = document.createElement('canvas');
  paint(canvas, { image });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('expected a PNG of a small picture, got none'));
      else resolve(blob);
    }, 'image/png');
  });
}

export function VerdictFolders() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const hasItems = useSlice(inspect.store, ({ items }) => items.length > 0);
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const [outcome, setOutcome] = useState<Outcome>();
  const packing = useRef<AbortController>(undefined);
  useEffect(() => () => packing.current?.abort(), []);

  async function pack(signal: AbortSignal): Promise<void> {
    const state = inspect.store.getState();
    const limits = limitsIn(state);
    if (limits === undefined) return;
    const items = verdictItems(state, limits);
    const { packVerdicts } = await import('../../../state/inspect/verdict-zip.ts');
    const { zip, small } = await packVerdicts(items, {
      csv: verdictsCsv(items, limits, state.fileProblems),
      toPng,
      signal,
      report: (done) => {
        setProgress({ done, of: items.length });
      },
    });
    saveFile(zip, 'verdicts.zip');
    if (small > 0) setOutcome({ kind: 'small', count: small });
  }

  async function save(): Promise<void> {
    const mine = new AbortController();
    packing.current = mine;
    setOutcome(undefined);
    setProgress({ done: 0, of: inspect.store.getState().items.length });
    try {
      await pack(mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) setOutcome({ kind: 'failed', why: messageOf(error) });
    } finally {
      setProgress(undefined);
    }
  }

  return (
    <>
      <button
        type="button"
        className={buttons.button}
        disabled={!hasItems}
        onClick={() => {
          if (progress === undefined) void save();
          else packing.current?.abort();
        }}
      >
        {progress === undefined
          ? say(folderText.save)
          : say(folderSentences.stop)(progress.done, progress.of)}
      </button>
      {outcome?.kind === 'small' && <p className={notes.note}>{say(folderSentences.small)(outcome.count)}</p>}
      {outcome?.kind === 'failed' && (
        <p role="alert" className={notes.problem}>
          {say(folderSentences.failed)(outcome.why)}
        </p>
      )}
    </>
  );
}
