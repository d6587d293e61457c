/**
 * A teacher's link: the part of the address after `?`, which the page leaves alone, for example
 * `?lesson=background-trap&lv=1&others=hide&keep=T,stat&big=1`. What is not understood is left out.
 */
import { knobNames, knobOf, type KnobName } from '../../core/experiment/experiment.ts';

const linkVersion = '1';

/** What becomes of the knobs that the link does not keep free. */
export type OtherKnobs = 'free' | 'locked' | 'hidden';

export interface LessonLink {
  readonly lesson: string | undefined;
  readonly others: OtherKnobs;
  /** Knobs that stay free when the others do not. */
  readonly keep: readonly KnobName[];
  readonly isProjector: boolean;
}

export const plainLink: LessonLink = { lesson: undefined, others: 'free', keep: [], isProjector: false };

const others: Readonly<Record<string, OtherKnobs>> = { lock: 'locked', hide: 'hidden' };
const nameByKey = new Map(knobNames.map((name) => [knobOf(name).key, name]));

/** Links of another version open no lesson and lock nothing. */
export function parseLessonLink(search: string): LessonLink {
  const query = new URLSearchParams(search);
  if (query.get('lv') !== linkVersion) return plainLink;
  const lesson = query.get('lesson') ?? '';
  const keys = (query.get('keep') ?? '').split(',');
  return {
    lesson: /^[a-z-]+$/.test(lesson) ? lesson : undefined,
    others: others[query.get('others') ?? ''] ?? 'free',
    keep: keys.flatMap((key) => nameByKey.get(key) ?? []),
    isProjector: query.get('big') === '1',
  };
}

export function formatLessonLink({ lesson, others: fate, keep, isProjector }: LessonLink): string {
  const parts = [`lv=${linkVersion}`];
  if (lesson !== undefined) parts.unshift(`lesson=${lesson}`);
  if (fate !== 'free') {
    parts.push(`others=${fate === 'locked' ? 'lock' : 'hide'}`);
    parts.push(`keep=${keep.map((name) => knobOf(name).key).join(',')}`);
  }
  if (isProjector) parts.push('big=1');
  return `?${parts.join('&')}`;
}

/** Knobs that a link takes out of the learner's hands. */
export function withheldKnobs({ others: fate, keep }: LessonLink): ReadonlySet<KnobName> {
  return new Set(fate === 'free' ? [] : knobNames.filter((name) => !keep.includes(name)));
}
