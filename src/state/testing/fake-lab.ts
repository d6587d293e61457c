/** A stand-in for the worker that trains. */
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import { answered, type AnsweredBy } from './answered.ts';

export interface FakeLab {
  readonly client: LabClient;
  readonly devices: AnsweredBy<LabClient['describeDevice']>;
  readonly loads: AnsweredBy<LabClient['load']>;
  readonly estimates: AnsweredBy<LabClient['estimate']>;
  readonly trainings: AnsweredBy<LabClient['train']>;
  readonly continuations: AnsweredBy<LabClient['trainOn']>;
  readonly openings: AnsweredBy<LabClient['openRun']>;
  readonly models: AnsweredBy<LabClient['openModel']>;
  readonly choices: AnsweredBy<LabClient['chooseNetwork']>;
  readonly rates: AnsweredBy<LabClient['changeRate']>;
  readonly singles: AnsweredBy<LabClient['step']>;
  readonly evaluations: AnsweredBy<LabClient['evaluate']>;
  readonly inspections: AnsweredBy<LabClient['beginInspection']>;
  readonly judgements: AnsweredBy<LabClient['judge']>;
  readonly corrections: AnsweredBy<LabClient['correct']>;
  readonly rejudgements: AnsweredBy<LabClient['rejudge']>;
  readonly savings: AnsweredBy<LabClient['saveDetector']>;
  readonly detectorFiles: AnsweredBy<LabClient['openDetector']>;
  readonly readings: AnsweredBy<LabClient['readWeights']>;
  readonly exports: AnsweredBy<LabClient['exportModel']>;
  readonly batches: AnsweredBy<LabClient['showBatch']>;
  readonly stresses: AnsweredBy<LabClient['stress']>;
  readonly plantings: AnsweredBy<LabClient['trainDirty']>;
  readonly lives: AnsweredBy<LabClient['live']>;
  readonly journals: AnsweredBy<LabClient['journal']>;
  readonly objects: AnsweredBy<LabClient['findObject']>;
  readonly comparisons: AnsweredBy<LabClient['comparePseudoAnomalies']>;
  readonly pauses: AnsweredBy<LabClient['pause']>;
  readonly resumes: AnsweredBy<LabClient['resume']>;
  readonly stops: AnsweredBy<LabClient['stop']>;
}

/** What acts on a training under way. */
function fakeControls() {
  const rates: FakeLab['rates'] = answered();
  const singles: FakeLab['singles'] = answered();
  const pauses: FakeLab['pauses'] = answered();
  const resumes: FakeLab['resumes'] = answered();
  const stops: FakeLab['stops'] = answered();
  const client = {
    changeRate: rates.method,
    step: singles.method,
    pause: pauses.method,
    resume: resumes.method,
    stop: stops.method,
  };
  return { client, fakes: { rates, singles, pauses, resumes, stops } };
}

/** What makes or changes a network. */
function fakeTrainings() {
  const trainings: FakeLab['trainings'] = answered();
  const continuations: FakeLab['continuations'] = answered();
  const openings: FakeLab['openings'] = answered();
  const models: FakeLab['models'] = answered();
  const choices: FakeLab['choices'] = answered();
  const client = {
    train: trainings.method,
    trainOn: continuations.method,
    openRun: openings.method,
    openModel: models.method,
    chooseNetwork: choices.method,
  };
  return { client, fakes: { trainings, continuations, openings, models, choices } };
}

/** What judges new images. */
function fakeInspecting() {
  const inspections: FakeLab['inspections'] = answered();
  const judgements: FakeLab['judgements'] = answered();
  const corrections: FakeLab['corrections'] = answered();
  const rejudgements: FakeLab['rejudgements'] = answered();
  const savings: FakeLab['savings'] = answered();
  const detectorFiles: FakeLab['detectorFiles'] = answered();
  const stresses: FakeLab['stresses'] = answered();
  const plantings: FakeLab['plantings'] = answered();
  const client = {
    beginInspection: inspections.method,
    judge: judgements.method,
    correct: corrections.method,
    rejudge: rejudgements.method,
    saveDetector: savings.method,
    openDetector: detectorFiles.method,
    stress: stresses.method,
    trainDirty: plantings.method,
  };
  return {
    client,
    fakes: {
      inspections,
      judgements,
      corrections,
      rejudgements,
      savings,
      detectorFiles,
      stresses,
      plantings,
    },
  };
}

export function fakeLab(): FakeLab {
  const devices: FakeLab['devices'] = answered();
  const loads: FakeLab['loads'] = answered();
  const estimates: FakeLab['estimates'] = answered();
  const evaluations: FakeLab['evaluations'] = answered();
  const readings: FakeLab['readings'] = answered();
  const exports: FakeLab['exports'] = answered();
  const batches: FakeLab['batches'] = answered();
  const objects: FakeLab['objects'] = answered();
  const comparisons: FakeLab['comparisons'] = answered();
  const lives: FakeLab['lives'] = answered();
  const journals: FakeLab['journals'] = answered();
  const controls = fakeControls();
  const trainings = fakeTrainings();
  const inspecting = fakeInspecting();
  const client = {
    ...controls.client,
    ...trainings.client,
    describeDevice: devices.method,
    load: loads.method,
    estimate: estimates.method,
    evaluate: evaluations.method,
    ...inspecting.client,
    readWeights: readings.method,
    exportModel: exports.method,
    showBatch: batches.method,
    findObject: objects.method,
    comparePseudoAnomalies: comparisons.method,
    live: lives.method,
    journal: journals.method,
    end: () => undefined,
  };
  const own = {
    devices,
    loads,
    estimates,
    evaluations,
    readings,
    exports,
    batches,
    objects,
    comparisons,
    lives,
    journals,
  };
  return { client, ...own, ...inspecting.fakes, ...controls.fakes, ...trainings.fakes };
}
