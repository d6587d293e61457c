/** What tests of files of weights export and read: a network of quarter width, and its experiment's part. */
export const smallNetwork = {
  width: 'quarter',
  headBatchNorm: true,
  objective: 'decoupled',
  generator: 'local',
  start: 'scratch',
  frozen: 'none',
} as const;
