/** What a run is called where the user has not named it. */
import { fileOf } from '../../../core/run/collected.ts';
import type { Language } from '../../../core/text.ts';
import type { RunRecord } from '../../../state/runs/runs.ts';
import { nameOfDefect, nameOfImages } from '../../text/samples.ts';

export function finishedText(finishedAt: number, language: Language): string {
  return new Date(finishedAt).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' });
}

/** Names of built-in images in the user's language, others as their folder is called. A run keeps no more than the name. */
export function datasetTitle(
  { results: { dataset } }: Pick<RunRecord, 'results'>,
  language: Language,
): string {
  return nameOfImages(dataset.name, language);
}

export function runTitle(record: RunRecord, language: Language): string {
  const { name, finishedAt } = record;
  return name === '' ? `${datasetTitle(record, language)} · ${finishedText(finishedAt, language)}` : name;
}

/** The name of a run, and that of the file it came in where this says more: whose run it is. */
export function runWithFile(record: RunRecord, language: Language): string {
  const [title, file] = [runTitle(record, language), fileOf(record)];
  return file === undefined || file === record.name ? title : `${title} (${file})`;
}

/** Of a kind of defect that some of these runs tell of. */
export function defectTitle(
  defect: string,
  records: readonly Pick<RunRecord, 'results'>[],
  language: Language,
): string {
  const having = records.filter(({ results }) =>
    results.evaluation.defects.some((one) => one.defect === defect),
  );
  return nameOfDefect(
    defect,
    having.map(({ results }) => results.dataset.name),
    language,
  );
}
