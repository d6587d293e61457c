/** The five stages, in the order of the work. */
export type StageName = 'data' | 'tune' | 'train' | 'evaluate' | 'runs';
