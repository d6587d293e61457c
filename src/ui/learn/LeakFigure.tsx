/** Numbers that know nothing of defects, tried as scores: on made-up screws, and on the open images. */
import { useMemo, useState } from 'react';
import { normalClass, type Dataset } from '../../core/dataset/dataset.ts';
import { auroc } from '../../core/metrics/roc.ts';
import { createRandom } from '../../core/random.ts';
import {
  drawLeak,
  leakStatistics,
  type LabelledScores,
  type LeakStatistic,
} from '../../core/simulate/scores.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { learnSentences, learnText } from '../text/learn.ts';
import drawer from './Drawer.module.css';
import fields from './Fields.module.css';
import { Check, Choice as ChoiceField } from './Fields.tsx';
import play from './Play.module.css';
import { ScoreStrip } from './ScoreStrip.tsx';

/** What pixels alone can tell. */
const measurable = ['median', 'spread'] as const satisfies readonly LeakStatistic[];

function measureDataset(dataset: Dataset, statistic: LeakStatistic, isLevelled: boolean): LabelledScores {
  const test = dataset.items.flatMap(({ split, defect, facts }) =>
    split === 'test' && facts !== undefined ? [{ defect, facts }] : [],
  );
  return {
    labels: test.map(({ defect }) => (defect === normalClass ? 0 : 1)),
    scores: test.map(({ facts: { medianGray, contrast } }) => {
      const level = isLevelled && medianGray > 0 ? medianGray : 1;
      return (statistic === 'median' ? medianGray : contrast) / level;
    }),
  };
}

interface Choice {
  readonly isOwn: boolean;
  readonly statistic: LeakStatistic;
  readonly isLevelled: boolean;
}

/** Scores of a choice; `undefined` if no images are open. */
function scoresOf({ isOwn, statistic, isLevelled }: Choice, dataset: Dataset | undefined) {
  if (!isOwn) return drawLeak(statistic, isLevelled, createRandom(`leak ${statistic}`));
  return dataset === undefined ? undefined : measureDataset(dataset, statistic, isLevelled);
}

function Result({ drawn }: { readonly drawn: LabelledScores | undefined }) {
  const { say } = useSpeech();
  const area = drawn && auroc(drawn.labels, drawn.scores);
  if (drawn === undefined || area === undefined)
    return <p className={drawer.note}>{say(learnText.oneClass)}</p>;
  return (
    <>
      <ScoreStrip labels={drawn.labels} scores={drawn.scores} />
      <p role="status">
        {say(learnSentences.leakSummary)('')}
        <strong>{area.toFixed(3)}</strong>
      </p>
    </>
  );
}

interface StatisticsProps {
  readonly offered: readonly LeakStatistic[];
  readonly chosen: LeakStatistic;
  readonly onChoose: (statistic: LeakStatistic) => void;
}

function Statistics({ offered, chosen, onChoose }: StatisticsProps) {
  const { say } = useSpeech();
  return (
    <fieldset className={fields.checks}>
      <legend>{say(learnText.statistic)}</legend>
      {offered.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="leak-statistic"
            checked={name === chosen}
            onChange={() => {
              onChoose(name);
            }}
          />
          {say(learnText[name])}
        </label>
      ))}
    </fieldset>
  );
}

export function LeakFigure() {
  const { learn, dataset } = useStages();
  const { say } = useSpeech();
  const open = useSlice(dataset.store, (state) => state.dataset);
  const [choice, setChoice] = useState<Choice>({ isOwn: false, statistic: 'order', isLevelled: false });
  const drawn = useMemo(() => scoresOf(choice, open), [choice, open]);
  const change = (changes: Partial<Choice>) => {
    const next = { ...choice, ...changes };
    setChoice(next);
    const { labels, scores } = scoresOf(next, open) ?? { labels: [], scores: [] };
    const area = auroc(labels, scores);
    if (next.isOwn) learn.act('leak-own-images');
    else if (area !== undefined && Math.abs(area - 0.5) > 0.45) learn.act('leak-found');
    else if (next.statistic === 'median' && next.isLevelled) learn.act('leak-closed');
  };
  return (
    <section aria-label={say(learnText.statistic)} className={play.play}>
      <ChoiceField
        label={say(learnText.measured)}
        value={choice.isOwn ? 'own' : 'screw'}
        options={[
          { value: 'screw', label: say(learnText.likeScrew) },
          { value: 'own', label: say(learnText.openImages) },
        ]}
        onChange={(value) => {
          const isOwn = value === 'own';
          change({ isOwn, isLevelled: false, ...(isOwn ? { statistic: 'median' } : {}) });
        }}
      />
      <Statistics
        offered={choice.isOwn ? measurable : leakStatistics}
        chosen={choice.statistic}
        onChoose={(statistic) => {
          change({ statistic });
        }}
      />
      <Check
        label={say(learnText.level)}
        isChecked={choice.isLevelled}
        onChange={(isLevelled) => {
          change({ isLevelled });
        }}
      />
      <Result drawn={drawn} />
    </section>
  );
}
