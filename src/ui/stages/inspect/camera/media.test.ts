import { describe, expect, it } from 'vitest';
import { mediaProblemOf } from './media.ts';

const problem = (name: string, isAllowed = true) => mediaProblemOf(new DOMException('…', name), isAllowed);

describe('a camera that does not open', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
  ])('%s is %s', (name, kind) => {
    expect(problem(name)).toEqual({ kind });
  });

  it('is told from one that the site forbids, and from what nobody expected', () => {
    expect(problem('NotAllowedError', false)).toEqual({ kind: 'forbidden' });
    expect(mediaProblemOf(new Error('odd'), true)).toEqual({ kind: 'unexpected', detail: 'odd' });
  });
});
