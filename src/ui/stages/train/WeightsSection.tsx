/** The file that training starts from, what of it fits, and the trained model to take away. */
import type { Experiment } from '../../../core/experiment/experiment.ts';
import { isRelevant, needsTraining } from '../../../core/experiment/relevance.ts';
import type { ModelFormat, WeightsReport } from '../../../core/run/weights.ts';
import buttons from '../../controls/Buttons.module.css';
import notes from '../../controls/Notes.module.css';
import tables from '../../controls/Tables.module.css';
import { saveModel } from '../../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { trainSentences } from '../../text/train-sentences.ts';
import { weightsRefusalText, weightsText } from '../../text/weights.ts';
import layout from '../Layout.module.css';

function NameList({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details className={layout.fold}>
      <summary>
        {title}: {names.length}
      </summary>
      <ul className={tables.names}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

function startsFromFile(experiment: Experiment): boolean {
  return experiment.start === 'file' && isRelevant('start', experiment);
}

function Report({ report }: { readonly report: WeightsReport }) {
  const { experiment } = useStages();
  const { say } = useSpeech();
  const isUsed = useSlice(experiment.store, (state) => startsFromFile(state.experiment));
  const misshapen = report.misshapen.map(
    ({ name, came, wanted }) => `${name}: ${came.join(' × ')} ≠ ${wanted.join(' × ')}`,
  );
  return (
    <div role="status">
      <p>
        {say(trainSentences.weightsLine)(
          report.file,
          report.matched,
          report.folded,
          report.normalisation === 'file',
        )}
      </p>
      {!isUsed && <p className={notes.note}>{say(weightsText.weightsNotUsed)}</p>}
      <NameList title={say(weightsText.missingTensors)} names={report.missing} />
      <NameList title={say(weightsText.misshapenTensors)} names={misshapen} />
      <NameList title={say(weightsText.brokenTensors)} names={report.broken} />
      <NameList title={say(weightsText.leftOverTensors)} names={report.leftOver} />
    </div>
  );
}

function ModelButtons() {
  const { weights, training, experiment } = useStages();
  const { say } = useSpeech();
  const isTrained = useSlice(training.store, ({ status }) => status === 'done');
  const isTrainable = useSlice(experiment.store, (state) => needsTraining(state.experiment));
  const isRefused = useSlice(weights.store, (state) => state.isOnnxRefused);
  const save = async (format: ModelFormat) => {
    const bytes = await weights.exportModel(format);
    if (bytes !== undefined) saveModel(bytes, format);
  };
  if (!isTrainable && !isTrained) return <p className={notes.note}>{say(weightsText.noModel)}</p>;
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.button}
        disabled={!isTrained}
        onClick={() => void save('safetensors')}
      >
        {say(weightsText.saveSafetensors)}
      </button>
      <button
        type="button"
        className={buttons.button}
        disabled={!isTrained}
        onClick={() => void save('onnx')}
      >
        {say(weightsText.saveOnnx)}
      </button>
      {isRefused && (
        <p role="alert" className={notes.problem}>
          {say(weightsText.noOnnx)}
        </p>
      )}
    </div>
  );
}

/** Offered to detectors that can start from a file; the others say that they cannot. */
function FirstWeights() {
  const { weights, experiment } = useStages();
  const { say } = useSpeech();
  const isReading = useSlice(weights.store, ({ status }) => status === 'reading');
  const canStart = useSlice(experiment.store, (state) => isRelevant('start', state.experiment));
  if (!canStart) return <p className={notes.note}>{say(weightsText.noFirstWeights)}</p>;
  return (
    <>
      <p className={notes.note}>{say(weightsText.weightsHint)}</p>
      <div className={buttons.row}>
        <label className={buttons.fileButton}>
          {say(isReading ? weightsText.readingWeights : weightsText.chooseWeights)}
          <input
            type="file"
            accept=".safetensors,.pth,.pt,.bin,.ckpt,.tar,.onnx"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) void weights.open(file, file.name);
              event.target.value = '';
            }}
          />
        </label>
      </div>
    </>
  );
}

export function WeightsSection() {
  const { weights } = useStages();
  const { say } = useSpeech();
  const { report, refusal } = useSlice(weights.store, (state) => state);
  return (
    <section aria-labelledby="weights" className={layout.section}>
      <h2 id="weights">{say(weightsText.weights)}</h2>
      <FirstWeights />
      <ModelButtons />
      {refusal !== undefined && (
        <p role="alert" className={notes.problem}>
          {say(weightsRefusalText(refusal))}
        </p>
      )}
      {report !== undefined && <Report report={report} />}
    </section>
  );
}
