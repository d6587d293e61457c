/** A plan from a file: opened, read, and shown before it begins. */
import type { Plan, PlanCategory } from '../../../../core/run/plan/plan.ts';
import { planHere } from '../../../../core/run/plan/plan-here.ts';
import { readPlan } from '../../../../core/run/plan/read-plan.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { benchmarkSentences, benchmarkText } from '../../../text/benchmark.ts';
import { nameOfImages } from '../../../text/samples.ts';
import { methodName } from '../method-name.ts';
import { BeginPlan } from './BeginPlan.tsx';

export interface OpenedFile {
  readonly file: string;
  readonly read: ReturnType<typeof readPlan>;
}

interface OpenerProps {
  /** The last one, if it could not be read. */
  readonly file: OpenedFile | undefined;
  readonly onOpen: (opened: OpenedFile) => void;
}

export function PlanOpener({ file, onOpen }: OpenerProps) {
  const { say } = useSpeech();
  return (
    <>
      <div className={buttons.row}>
        <label className={buttons.fileButton}>
          {say(benchmarkText.openPlan)}
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              event.target.value = '';
              if (chosen === undefined) return;
              void chosen.text().then((json) => {
                onOpen({ file: chosen.name, read: readPlan(json) });
              });
            }}
          />
        </label>
      </div>
      {file?.read.ok === false && (
        <p role="alert" className={notes.problem}>
          {say(benchmarkSentences.unreadablePlan)(file.file, file.read.problem)}
        </p>
      )}
    </>
  );
}

interface OpenedProps {
  readonly file: string;
  readonly plan: Plan;
  readonly onClose: () => void;
}

function Missing({ categories }: { readonly categories: readonly PlanCategory[] }) {
  const { say } = useSpeech();
  if (categories.length === 0) return null;
  return (
    <p role="alert" className={notes.warning}>
      {say(benchmarkSentences.missing)(categories.map(({ name }) => name))}
    </p>
  );
}

export function OpenedPlan({ file, plan: read, onClose }: OpenedProps) {
  const { storage } = useStages();
  const speech = useSpeech();
  const { say, language } = speech;
  const report = useSlice(storage.store, (state) => state.report);
  const { plan, missing } = planHere(read, report?.datasets ?? []);
  const names = plan.categories.map(({ name }) => nameOfImages(name, language));
  return (
    <>
      <h3>{file}</h3>
      <ul aria-label={say(benchmarkText.detectors)}>
        {plan.detectors.map((config, i) => (
          <li key={i}>{methodName({ detector: config.detector, config, training: 'as-planned' }, speech)}</li>
        ))}
      </ul>
      {names.length > 0 ? (
        <p>{say(benchmarkSentences.opened)(names, plan.seeds)}</p>
      ) : (
        <p role="alert" className={notes.warning}>
          {say(benchmarkText.noCategories)}
        </p>
      )}
      {report !== undefined && <Missing categories={missing} />}
      <BeginPlan plan={plan} />
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={onClose}>
          {say(benchmarkText.closePlan)}
        </button>
      </div>
    </>
  );
}
