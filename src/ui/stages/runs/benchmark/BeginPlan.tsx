/** What a plan will cost and at which size it works, and how it begins. */
import { knobs } from '../../../../core/experiment/experiment.ts';
import { cellsOf, type Plan } from '../../../../core/run/plan/plan.ts';
import { planCost } from '../../../../core/run/plan/plan-cost.ts';
import { sizesOf } from '../../../../core/run/plan/plan-size.ts';
import { writePlan } from '../../../../core/run/plan/read-plan.ts';
import { faces } from '../../../../detectors/faces.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { saveFile } from '../../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { benchmarkSentences, benchmarkText } from '../../../text/benchmark.ts';
import { duration } from '../../../text/units.ts';

function Cost({ plan }: { readonly plan: Plan }) {
  const { benchmark } = useStages();
  const { say, language } = useSpeech();
  const measured = useSlice(benchmark.store, (state) => state.measured);
  const cells = cellsOf(plan);
  const { ms, unknown } = planCost(cells, measured);
  const strangers = [...new Set(unknown.map(({ experiment }) => say(faces[experiment.detector].label)))];
  const { detectors, categories, seeds } = plan;
  return (
    <p role="status">
      {say(benchmarkSentences.count)(detectors.length, categories.length, seeds.length, cells.length)}{' '}
      {ms > 0 && say(benchmarkSentences.cost)(duration(ms, language))}{' '}
      {unknown.length > 0 && say(benchmarkSentences.unknown)(unknown.length, strangers)}
    </p>
  );
}

/** Whether all detectors work at one size. */
export function PlanSize({ plan }: { readonly plan: Plan }) {
  const { say } = useSpeech();
  const { sides, others } = sizesOf(plan);
  const isOther = sides.some((side) => side !== knobs.imageSize.default);
  const names = isOther ? others.map((detector) => say(faces[detector].label)) : [];
  return (
    <p className={sides.length > 1 ? notes.warning : notes.note}>
      {sides.length > 0 && say(benchmarkSentences.sizes)(sides)}{' '}
      {names.length > 0 && say(benchmarkSentences.ownSize)(names)}
    </p>
  );
}

export function BeginPlan({ plan }: { readonly plan: Plan }) {
  const { benchmark } = useStages();
  const { say } = useSpeech();
  const isEmpty = cellsOf(plan).length === 0;
  return (
    <>
      <Cost plan={plan} />
      <PlanSize plan={plan} />
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          disabled={isEmpty}
          onClick={() => void benchmark.start(plan)}
        >
          {say(benchmarkText.start)}
        </button>
        <button
          type="button"
          className={buttons.button}
          disabled={isEmpty}
          onClick={() => {
            saveFile(new Blob([writePlan(plan)], { type: 'application/json' }), 'plan.json');
          }}
        >
          {say(benchmarkText.savePlan)}
        </button>
      </div>
      <p className={notes.note}>{say(benchmarkText.savePlanHint)}</p>
    </>
  );
}
