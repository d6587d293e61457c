/** What the engine cannot continue from, in words that name the kernel or buffer. */
export class EngineError extends Error {
  readonly kind: 'out-of-memory' | 'no-backbone' | 'unexpected';

  constructor(kind: EngineError['kind'], detail: string) {
    super(detail);
    this.name = 'EngineError';
    this.kind = kind;
  }
}
