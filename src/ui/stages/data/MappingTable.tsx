/** What each dropped folder is used as, and how pictures become working copies; both can be changed and opened again. */
import { useState } from 'react';
import { isNormalFolder, type FolderRow, type FolderUse } from '../../../core/dataset/layout/mapping.ts';
import type { Doubt, PlannedCategory } from '../../../core/dataset/layout/plan.ts';
import { normalClass } from '../../../core/dataset/dataset.ts';
import { copiesBytes, fittingSide, workingSides, type Aspect } from '../../../core/dataset/preparation.ts';
import type { Text } from '../../../core/text.ts';
import buttons from '../../controls/Buttons.module.css';
import { dataSentences } from '../../text/data-sentences.ts';
import { dataText } from '../../text/data.ts';
import { stageText } from '../../text/stages.ts';
import { megabytes } from '../../text/units.ts';
import fields from '../../controls/Fields.module.css';
import hiding from '../../controls/Hidden.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import layout from '../Layout.module.css';
import { PreparedPicture } from './PreparedPicture.tsx';

const useWords: Readonly<Record<FolderUse['as'], Text>> = {
  'as-found': dataText.useAsFound,
  train: stageText.trainNormal,
  validation: dataText.useValidation,
  'test-normal': stageText.testNormal,
  defect: dataText.useDefect,
  mask: dataText.useMask,
  'leave-out': dataText.useLeaveOut,
};

const aspects: readonly { readonly aspect: Aspect; readonly word: Text }[] = [
  { aspect: 'stretch', word: dataText.aspectStretch },
  { aspect: 'crop', word: dataText.aspectCrop },
  { aspect: 'pad', word: dataText.aspectPad },
];

function isUse(text: string): text is FolderUse['as'] {
  return Object.hasOwn(useWords, text);
}

/** A new use keeps the defect's name where there was one; else the folder names it. */
function toUse(as: FolderUse['as'], row: FolderRow, before: FolderUse): FolderUse {
  if (as !== 'defect' && as !== 'mask') return { as };
  const last = row.folder.split('/').at(-1) ?? '';
  const named = last === '' || isNormalFolder(last) ? 'defect' : last;
  return { as, defect: 'defect' in before ? before.defect : named };
}

interface MappingRowProps {
  readonly row: FolderRow;
  /** The folder below what all of them share. */
  readonly folder: string;
  readonly use: FolderUse;
}

function MappingRow({ row, folder, use }: MappingRowProps) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const choices = (Object.keys(useWords) as FolderUse['as'][]).filter(
    (as) => as !== 'as-found' || row.use.as === 'as-found',
  );
  return (
    <tr>
      <th scope="row">{folder}</th>
      <td>{row.files}</td>
      <td>
        <select
          className={fields.select}
          aria-label={say(dataSentences.useOf)(folder)}
          value={use.as}
          onChange={({ target }) => {
            if (isUse(target.value)) dataset.setUse(row.key, toUse(target.value, row, use));
          }}
        >
          {choices.map((as) => (
            <option key={as} value={as}>
              {say(useWords[as])}
            </option>
          ))}
        </select>
      </td>
      <td>
        {'defect' in use && (
          <input
            className={fields.select}
            aria-label={say(dataSentences.defectOf)(folder)}
            value={use.defect}
            onChange={({ target }) => {
              const defect = target.value.replaceAll(/[/\\]/g, '-');
              if (defect.trim() !== '') dataset.setUse(row.key, { as: use.as, defect });
            }}
          />
        )}
      </td>
    </tr>
  );
}

function KeepOriginals({ isKept }: { readonly isKept: boolean }) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  return (
    <label>
      <input
        type="checkbox"
        checked={isKept}
        onChange={({ target }) => {
          dataset.prepare({ keepsOriginals: target.checked });
        }}
      />{' '}
      {say(dataText.keepOriginals)}
    </label>
  );
}

/** Bytes from which on copies are worth a word. */
const worthANote = 400 * 2 ** 20;

/** Shown if copies take much memory: of thousands of images smaller ones are offered. */
function MemoryNote({ side }: { readonly side: number }) {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const entries = useSlice(dataset.store, (state) => state.mapping?.category.entries) ?? [];
  const images = entries.filter(({ kind }) => kind !== 'mask').length;
  const bytes = copiesBytes(images, side);
  if (side >= fittingSide(images) && bytes < worthANote) return null;
  return (
    <p className={notes.note}>
      {say(dataSentences.copiesTake)(images, megabytes(bytes), fittingSide(images))}
    </p>
  );
}

function PreparationFields() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const preparation = useSlice(dataset.store, (state) => state.mapping?.preparation);
  if (preparation === undefined) return null;
  return (
    <div className={fields.fields}>
      <label>
        {say(dataText.workingSide)}{' '}
        <select
          className={fields.select}
          value={preparation.side}
          onChange={({ target }) => {
            dataset.prepare({ side: Number(target.value) });
          }}
        >
          {workingSides.map((side) => (
            <option key={side} value={side}>
              {side} px
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(dataText.aspect)}{' '}
        <select
          className={fields.select}
          value={preparation.aspect}
          onChange={({ target }) => {
            const chosen = aspects.find(({ aspect }) => aspect === target.value);
            if (chosen !== undefined) dataset.prepare({ aspect: chosen.aspect });
          }}
        >
          {aspects.map(({ aspect, word }) => (
            <option key={aspect} value={aspect}>
              {say(word)}
            </option>
          ))}
        </select>
      </label>
      <MemoryNote side={preparation.side} />
      <KeepOriginals isKept={preparation.keepsOriginals === true} />
      <PreparedPicture />
    </div>
  );
}

function useSummary(category: PlannedCategory | undefined): string {
  const { say } = useSpeech();
  const entries = category?.entries ?? [];
  const tests = entries.filter(({ kind }) => kind === 'test');
  const masks = entries.filter(({ kind }) => kind === 'mask');
  return say(dataSentences.mappingSummary)({
    train: entries.filter(({ kind }) => kind === 'train').length,
    testNormal: tests.filter(({ defect }) => defect === normalClass).length,
    defective: tests.filter(({ defect }) => defect !== normalClass).length,
    masks: masks.filter(({ maskOf }) => maskOf !== undefined).length,
    unmatched: masks.filter(({ maskOf }) => maskOf === undefined).length,
  });
}

/** How many leading folders all of them share. */
function sharedFolders(folders: readonly string[]): number {
  const [first = [], ...others] = folders.map((folder) => folder.split('/'));
  const count = first.findIndex((name, i) => others.some((other) => other[i] !== name));
  return count < 0 ? first.length - 1 : count;
}

/** A row of a folder below what all share; with its pattern, where it has one. */
function nameOf({ key, folder, pattern }: FolderRow, shared: number): string {
  if (key === pattern) return pattern;
  const rest = folder.split('/').slice(shared).join('/');
  if (pattern === undefined) return rest === '' ? './/' : rest;
  return rest === '' ? pattern : `${rest}/${pattern}`;
}

/** A row for all files whose names are alike, whatever their folder. */
function AddPattern() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const [pattern, setPattern] = useState('');
  const add = () => {
    if (pattern.trim() === '') return;
    dataset.addPattern(pattern.trim());
    setPattern('');
  };
  return (
    <form
      className={fields.fields}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label>
        {say(dataText.pattern)}{' '}
        <input
          className={fields.select}
          value={pattern}
          placeholder="*_ng.png"
          onChange={({ target }) => {
            setPattern(target.value);
          }}
        />
      </label>
      <button type="submit" className={buttons.button}>
        {say(dataText.addPattern)}
      </button>
    </form>
  );
}

function MappingHead() {
  const { say } = useSpeech();
  return (
    <thead>
      <tr>
        <th scope="col">{say(dataText.folder)}</th>
        <th scope="col">{say(dataText.files)}</th>
        <th scope="col">{say(dataText.useAs)}</th>
        <th scope="col">{say(dataText.defectType)}</th>
      </tr>
    </thead>
  );
}

const doubtWords: Readonly<Record<Doubt, Text>> = {
  names: dataText.doubtNames,
  twins: dataText.doubtTwins,
  numbers: dataText.doubtNumbers,
};

/** Something was taken by a hint: the user says whether it is right, before anything is trained. */
function Question({ doubts }: { readonly doubts: readonly Doubt[] }) {
  const { say } = useSpeech();
  return (
    <div role="alert" className={notes.warning}>
      <p>
        <strong>{say(dataText.doubtTitle)}</strong>
      </p>
      {doubts.map((doubt) => (
        <p key={doubt}>{say(doubtWords[doubt])}</p>
      ))}
      <p>{say(dataText.doubtHint)}</p>
    </div>
  );
}

export function MappingTable() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const mapping = useSlice(dataset.store, (state) => state.mapping);
  const isLoading = useSlice(dataset.store, (state) => state.status === 'loading');
  const summary = useSummary(mapping?.category);
  if (mapping === undefined) return null;
  const { found, rows, uses, isOpened, isRecalled } = mapping;
  const shared = sharedFolders(rows.filter((row) => row.key !== row.pattern).map(({ folder }) => folder));
  return (
    <details open={isLoading || !isOpened} className={layout.section}>
      <summary>{say(dataText.mapping)}</summary>
      {!isOpened && found.doubts !== undefined && <Question doubts={found.doubts} />}
      {isRecalled && <p className={notes.note}>{say(dataText.mappingRecalled)}</p>}
      <p className={notes.note}>
        {say(dataText.mappingHint)} {found.split === 'every-fifth' && say(dataText.everyFifth)}
      </p>
      <div className={tables.scroll}>
        <table className={tables.table}>
          <caption className={hiding.hidden}>{say(dataText.mapping)}</caption>
          <MappingHead />
          <tbody>
            {rows.map((row) => (
              <MappingRow
                key={row.key}
                row={row}
                folder={nameOf(row, shared)}
                use={uses.get(row.key) ?? row.use}
              />
            ))}
          </tbody>
        </table>
      </div>
      <AddPattern />
      <PreparationFields />
      <p aria-live="polite">{summary}</p>
      <button
        type="button"
        className={isOpened ? buttons.button : buttons.primary}
        disabled={isLoading}
        onClick={() => void dataset.openMapped()}
      >
        {isOpened ? say(dataText.openAgain) : say(dataText.openLikeThis)}
      </button>
    </details>
  );
}
