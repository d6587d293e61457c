/** How the AUROCs of many runs lie, and three of them worth talking about. */
import { useMemo } from 'react';
import { classFigures, type ClassFigures } from '../../../core/run/class-figures.ts';
import { nameOf } from '../../../core/run/collected.ts';
import { firstThreshold } from '../../../state/evaluation/threshold.ts';
import type { RunRecord, RunsStage } from '../../../state/runs/runs.ts';
import buttons from '../../controls/Buttons.module.css';
import { useSpeech, useStages } from '../../hooks/stages.ts';
import { bringIntoView, whenThere } from '../../hooks/when-there.ts';
import { classSentences, classText } from '../../text/class.ts';
import styles from './ClassView.module.css';
import { datasetTitle } from './run-title.ts';

type Figures = ClassFigures<RunRecord>;

/** Dots that would lie on each other stand on each other: so many lie beside each other along the strip. */
const places = 60;

/** Where the strip begins: a coin's AUROC, or below the lowest. */
function startOf({ ranked }: Figures): number {
  return Math.min(0.5, Math.floor((ranked.at(0)?.auroc ?? 0) * 10) / 10);
}

function Strip({ figures }: { readonly figures: Figures }) {
  const { say } = useSpeech();
  const { ranked, median, best } = figures;
  const start = startOf(figures);
  const share = (auroc: number) => (auroc - start) / (1 - start);
  const heights = new Map<number, number>();
  const dots = ranked.map(({ run, auroc }) => {
    const place = Math.round(share(auroc) * places);
    const below = heights.get(place) ?? 0;
    heights.set(place, below + 1);
    return { run, place, below };
  });
  const tallest = Math.max(...heights.values());
  const shown = (value = 0) => value.toFixed(3);
  const summary = say(classSentences.summary)(
    ranked.length,
    shown(ranked.at(0)?.auroc),
    shown(best.auroc),
    shown(median),
  );
  return (
    <div>
      <div
        className={styles.strip}
        role="img"
        aria-label={summary}
        style={{ blockSize: `${Math.max(36, tallest * 12 + 6)}px` }}
      >
        <span className={styles.median} style={{ insetInlineStart: `${100 * share(median)}%` }} />
        {dots.map(({ run, place, below }) => (
          <span
            key={run.id}
            className={styles.dot}
            title={nameOf(run)}
            style={{ insetInlineStart: `${(100 * place) / places}%`, insetBlockEnd: `${below * 12}px` }}
          />
        ))}
      </div>
      <div className={styles.ends}>
        <span>{start.toFixed(1)}</span>
        <span>AUROC</span>
        <span>1.0</span>
      </div>
      <p>{summary}</p>
    </div>
  );
}

/** Exactly these two are compared. */
function compareOnly({ store, compare }: RunsStage, ids: readonly string[]): void {
  const { compared } = store.getState();
  for (const id of compared.filter((one) => !ids.includes(one))) compare(id);
  for (const id of ids.filter((one) => !compared.includes(one))) compare(id);
}

interface ItemProps {
  readonly label: string;
  readonly run: RunRecord;
  readonly auroc: number;
  /** To be compared with. */
  readonly best?: RunRecord;
}

function Item({ label, run, auroc, best }: ItemProps) {
  const { runs } = useStages();
  const { say } = useSpeech();
  return (
    <li className={styles.item}>
      <span className={styles.label}>{label}</span>
      <span className={styles.name}>
        {nameOf(run)} <strong>{auroc.toFixed(3)}</strong>
      </span>
      {best !== undefined && (
        <button
          type="button"
          className={buttons.button}
          aria-label={say(classSentences.compare)(nameOf(run))}
          onClick={() => {
            compareOnly(runs, [best.id, run.id]);
            whenThere('#comparison', bringIntoView);
          }}
        >
          {say(classText.compare)}
        </button>
      )}
    </li>
  );
}

/** Nothing for fewer than three runs on the same images. */
export function ClassView({ records }: { readonly records: readonly RunRecord[] }) {
  const { say, language } = useSpeech();
  const figures = useMemo(() => classFigures(records, firstThreshold), [records]);
  if (figures === undefined) return null;
  const { best, middle, mostUnlike } = figures;
  return (
    <div className={styles.class}>
      <h3>{say(classSentences.title)(datasetTitle(best.run, language))}</h3>
      <Strip figures={figures} />
      <ul className={styles.list}>
        <Item label={say(classText.best)} {...best} />
        <Item label={say(classText.middle)} {...middle} best={best.run} />
        {mostUnlike !== undefined && (
          <Item
            label={say(classSentences.unlike)(mostUnlike.images, mostUnlike.of)}
            run={mostUnlike.run}
            auroc={mostUnlike.auroc}
            best={best.run}
          />
        )}
      </ul>
    </div>
  );
}
