/** A benchmark: planned, running in the background, or left by an earlier visit. */
import { useEffect } from 'react';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { benchmarkSentences, benchmarkText } from '../../../text/benchmark.ts';
import layout from '../../Layout.module.css';
import { BenchmarkPlanner } from './BenchmarkPlanner.tsx';
import { BenchmarkQueue } from './BenchmarkQueue.tsx';

function Problem() {
  const { benchmark } = useStages();
  const { say } = useSpeech();
  const problem = useSlice(benchmark.store, (state) => state.problem);
  if (problem === undefined) return null;
  const words =
    problem.kind === 'other-tab'
      ? say(benchmarkText.otherTab)
      : say(benchmarkSentences.unkept)(problem.detail);
  return (
    <p role="alert" className={notes.warning}>
      {words}
    </p>
  );
}

export function BenchmarkPanel() {
  const { benchmark, storage } = useStages();
  const { say } = useSpeech();
  const hasPlan = useSlice(benchmark.store, ({ plan }) => plan !== undefined);
  useEffect(() => {
    void benchmark.load();
    void storage.refresh();
  }, [benchmark, storage]);
  return (
    <section aria-labelledby="benchmark" className={layout.section}>
      <h2 id="benchmark">{say(benchmarkText.title)}</h2>
      <p className={notes.note}>{say(benchmarkText.hint)}</p>
      <Problem />
      {hasPlan ? <BenchmarkQueue /> : <BenchmarkPlanner />}
    </section>
  );
}
