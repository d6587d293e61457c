/** What a run is called where the user has not named it. */
import type { Language } from '../../core/experiment/knob.ts';
import type { RunRecord } from '../../state/runs-stage.ts';

export function finishedText(finishedAt: number, language: Language): string {
  return new Date(finishedAt).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' });
}

export function runTitle({ name, results, finishedAt }: RunRecord, language: Language): string {
  return name === '' ? `${results.dataset.name} · ${finishedText(finishedAt, language)}` : name;
}
