/** The worker's types that the view may name: `ui` reads them here and never sees a worker. */
export type {
  FileProblem,
  ImportProblem,
  ImportProgress,
  KeptRun,
  SourceFile,
  StoredDataset,
} from '../worker/bridge/contract-data.ts';
export type { CandidateDetail, Gallery, Rival } from '../worker/bridge/contract-studio.ts';
export type { LabEvent } from '../worker/bridge/contract-lab.ts';
