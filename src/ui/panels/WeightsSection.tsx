/** The file that training starts from, what of it fits, and the trained model to take away. */
import type { ModelFormat, WeightsReport } from '../../core/run/weights.ts';
import { saveModel } from '../hooks/save.ts';
import { useSlice, useSpeech, useStages } from '../hooks/stages.ts';
import { weightsRefusalText } from '../text/weights.ts';
import styles from './Panels.module.css';

function NameList({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details className={styles.group}>
      <summary>
        {title}: {names.length}
      </summary>
      <ul className={styles.names}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

function Report({ report }: { readonly report: WeightsReport }) {
  const { experiment } = useStages();
  const { t, sentence } = useSpeech();
  const isUsed = useSlice(experiment.store, (state) => state.experiment.start === 'file');
  const misshapen = report.misshapen.map(
    ({ name, came, wanted }) => `${name}: ${came.join(' × ')} ≠ ${wanted.join(' × ')}`,
  );
  return (
    <div role="status">
      <p>{sentence('weightsLine')(report.file, report.matched, report.folded)}</p>
      {!isUsed && <p className={styles.note}>{t('weightsNotUsed')}</p>}
      <NameList title={t('missingTensors')} names={report.missing} />
      <NameList title={t('misshapenTensors')} names={misshapen} />
      <NameList title={t('brokenTensors')} names={report.broken} />
      <NameList title={t('leftOverTensors')} names={report.leftOver} />
    </div>
  );
}

function ModelButtons() {
  const { weights, training } = useStages();
  const { t } = useSpeech();
  const isTrained = useSlice(training.store, ({ status }) => status === 'done');
  const save = async (format: ModelFormat) => {
    const bytes = await weights.exportModel(format);
    if (bytes !== undefined) saveModel(bytes, format);
  };
  return (
    <div className={styles.buttons}>
      <button
        type="button"
        className={styles.button}
        disabled={!isTrained}
        onClick={() => void save('safetensors')}
      >
        {t('saveSafetensors')}
      </button>
      <button type="button" className={styles.button} disabled={!isTrained} onClick={() => void save('onnx')}>
        {t('saveOnnx')}
      </button>
    </div>
  );
}

export function WeightsSection() {
  const { weights } = useStages();
  const { t, say } = useSpeech();
  const { status, report, refusal } = useSlice(weights.store, (state) => state);
  return (
    <section aria-labelledby="weights" className={styles.section}>
      <h2 id="weights">{t('weights')}</h2>
      <p className={styles.note}>{t('weightsHint')}</p>
      <div className={styles.buttons}>
        <label className={styles.fileButton}>
          {status === 'reading' ? t('readingWeights') : t('chooseWeights')}
          <input
            type="file"
            accept=".safetensors,.pth,.pt,.bin,.onnx"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) void weights.open(file, file.name);
              event.target.value = '';
            }}
          />
        </label>
        <ModelButtons />
      </div>
      {refusal !== undefined && (
        <p role="alert" className={styles.problem}>
          {say(weightsRefusalText(refusal))}
        </p>
      )}
      {report !== undefined && <Report report={report} />}
    </section>
  );
}
