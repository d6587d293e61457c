/** The queue: how far it is, what each cell came to, and how to rest, go on or end. */
import type { PlanCell } from '../../../../core/run/plan/plan.ts';
import { planCost } from '../../../../core/run/plan/plan-cost.ts';
import type { BenchmarkState, CellState } from '../../../../state/runs/benchmark/benchmark-stage.ts';
import { faces } from '../../../../detectors/faces.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { HeadRow, TableBox } from '../../../controls/TableBox.tsx';
import tables from '../../../controls/Tables.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { benchmarkSentences, benchmarkText, cellProblemText } from '../../../text/benchmark.ts';
import { nameOfImages } from '../../../text/samples.ts';
import { stageText } from '../../../text/stages.ts';
import { duration } from '../../../text/units.ts';
import { PlanSize } from './BeginPlan.tsx';
import styles from './Benchmark.module.css';

function countOf(states: BenchmarkState['states'], kind: CellState['kind']): number {
  return [...states.values()].filter((state) => state.kind === kind).length;
}

/** In words: does it run, and why not. */
function Standing() {
  const { benchmark } = useStages();
  const { say, language } = useSpeech();
  const { cells, states, isRunning, rest, measured } = useSlice(benchmark.store, (state) => state);
  const [done, failed] = [countOf(states, 'done'), countOf(states, 'failed')];
  const left = cells.filter(({ name }) => ['waiting', 'running'].includes(states.get(name)?.kind ?? ''));
  const { ms } = planCost(left, measured);
  const isActive = countOf(states, 'running') > 0;
  const resting = isActive ? benchmarkText.restingSoon : benchmarkText.resting;
  const notRunning = left.length === 0 ? benchmarkText.finished : benchmarkText.interrupted;
  return (
    <p role="status">
      {say(benchmarkSentences.progress)(done, failed, cells.length)} {!isRunning && say(notRunning)}
      {rest === 'asked' && say(resting)}
      {rest === 'makes-way' && say(benchmarkText.makesWay)}{' '}
      {left.length > 0 && ms > 0 && say(benchmarkSentences.cost)(duration(ms, language))}
    </p>
  );
}

function Progress() {
  const { benchmark } = useStages();
  const { say } = useSpeech();
  const { cells, states, share } = useSlice(benchmark.store, (state) => state);
  const ended = countOf(states, 'done') + countOf(states, 'failed');
  return (
    <progress
      className={styles.progress}
      aria-label={say(benchmarkText.title)}
      max={1}
      value={Math.min(1, (ended + share) / Math.max(1, cells.length))}
    />
  );
}

function Controls() {
  const { benchmark } = useStages();
  const { say } = useSpeech();
  const { states, isRunning, rest } = useSlice(benchmark.store, (state) => state);
  const isGoing = isRunning && rest !== 'asked';
  const [failed, waiting] = [countOf(states, 'failed'), countOf(states, 'waiting')];
  const canResume = !isGoing && (waiting > 0 || isRunning);
  const button = (words: string, act: () => Promise<void>, isOffered: boolean) =>
    isOffered && (
      <button type="button" className={buttons.button} onClick={() => void act()}>
        {words}
      </button>
    );
  return (
    <div className={buttons.row}>
      {button(say(benchmarkText.pause), benchmark.pause, isGoing)}
      {button(say(benchmarkText.resume), benchmark.resume, canResume)}
      {button(say(benchmarkText.retry), benchmark.retry, failed > 0 && !isRunning)}
      {button(say(benchmarkText.remove), benchmark.remove, true)}
      <span className={notes.note}>{say(benchmarkText.removeHint)}</span>
    </div>
  );
}

function StateCell({ state }: { readonly state: CellState }) {
  const { say, language } = useSpeech();
  if (state.kind === 'done') return say(benchmarkSentences.took)(duration(state.ms, language));
  if (state.kind !== 'failed') return say(benchmarkText[state.kind]);
  return (
    <span className={notes.reason}>
      {say(benchmarkText.failed)}: {say(cellProblemText(state.problem))}
    </span>
  );
}

function CellRow({ cell }: { readonly cell: PlanCell }) {
  const { benchmark } = useStages();
  const { say, language } = useSpeech();
  const state = useSlice(benchmark.store, ({ states }) => states.get(cell.name));
  const { experiment, category } = cell;
  return (
    <tr>
      <th scope="row">{say(faces[experiment.detector].label)}</th>
      <td>{nameOfImages(category.name, language)}</td>
      <td>{experiment.seed}</td>
      <td>{state && <StateCell state={state} />}</td>
    </tr>
  );
}

export function BenchmarkQueue() {
  const { benchmark } = useStages();
  const { say } = useSpeech();
  const cells = useSlice(benchmark.store, (state) => state.cells);
  const plan = useSlice(benchmark.store, (state) => state.plan);
  const columns = [
    say(benchmarkText.detector),
    say(stageText.category),
    say(benchmarkText.seed),
    say(benchmarkText.state),
  ];
  return (
    <>
      <Standing />
      <Progress />
      {plan && <PlanSize plan={plan} />}
      <Controls />
      <div className={styles.cells}>
        <TableBox label={say(benchmarkText.cells)}>
          <table className={tables.table}>
            <HeadRow columns={columns} />
            <tbody>
              {cells.map((cell) => (
                <CellRow key={cell.name} cell={cell} />
              ))}
            </tbody>
          </table>
        </TableBox>
      </div>
    </>
  );
}
