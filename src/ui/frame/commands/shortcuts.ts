/** The keys and what they do; the sheet shows this list, and the page listens by it. */
import type { Stages } from '../../../state/stages.ts';
import type { Theme } from '../../../state/frame/preferences.ts';
import type { Text } from '../../../core/text.ts';
import { stageNames } from '../stage-names.ts';

export interface Shortcut {
  /** As it is written; `Ctrl` stands for Cmd on a Mac. */
  readonly keys: string;
  readonly label: Text;
  readonly isPressed: (event: KeyboardEvent) => boolean;
  readonly run: (stages: Stages) => void;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function nextTheme({ preferences }: Stages): void {
  const now = themes.indexOf(preferences.store.getState().theme);
  preferences.setTheme(themes[(now + 1) % themes.length] ?? 'system');
}

export function toggleLearn({ learn }: Stages): void {
  if (learn.store.getState().isOpen) learn.close();
  else learn.open();
}

export function toggleProjector({ learn }: Stages): void {
  learn.setProjector(!learn.store.getState().isProjector);
}

const focusSearch = () => {
  document.querySelector<HTMLInputElement>('[data-knob-search]')?.focus();
};

/** Of the stage that is open; of Tune where that one has no knobs. */
function searchKnobs({ preferences, frame }: Stages): void {
  if (document.querySelector('[data-knob-search]') === null) preferences.openStage('tune');
  frame.showKnobs(true); // where they are folded away
  focusSearch();
  requestAnimationFrame(focusSearch);
}

const single = (key: string) => (event: KeyboardEvent) =>
  !event.ctrlKey && !event.metaKey && !event.altKey && event.key.toLowerCase() === key;

const withControl =
  (key: string, isShifted = false) =>
  (event: KeyboardEvent) =>
    (event.ctrlKey || event.metaKey) && event.shiftKey === isShifted && event.key.toLowerCase() === key;

/** Act wherever the focus is. */
export const anywhere: readonly Shortcut[] = [
  {
    keys: 'Ctrl+K',
    label: { en: 'Command list', ja: 'コマンド一覧' },
    isPressed: withControl('k'),
    run: ({ frame }) => {
      frame.open('commands');
    },
  },
];

/** Left to a field while it has the focus. */
export const outsideFields: readonly Shortcut[] = [
  {
    keys: 'Ctrl+Z',
    label: { en: 'Undo', ja: '元に戻す' },
    isPressed: withControl('z'),
    run: ({ experiment }) => {
      experiment.undo();
    },
  },
  {
    keys: 'Ctrl+Shift+Z',
    label: { en: 'Redo', ja: 'やり直す' },
    isPressed: (event) => withControl('z', true)(event) || withControl('y')(event),
    run: ({ experiment }) => {
      experiment.redo();
    },
  },
];

/** Single keys, which can be switched off. */
export const singleKeys: readonly Shortcut[] = [
  {
    keys: '?',
    label: { en: 'Keyboard shortcuts', ja: 'キー操作' },
    isPressed: single('?'),
    run: ({ frame }) => {
      frame.open('shortcuts');
    },
  },
  {
    keys: '0 – 6',
    label: {
      en: 'Overview, Data, Tune, Train, Evaluate, Inspect, Runs',
      ja: '概要、データ、調整、学習、評価、検査、記録',
    },
    isPressed: (event) => stageNames.some((_, i) => single(String(i))(event)),
    run: () => undefined,
  },
  {
    keys: 'Enter',
    label: { en: 'On a slider: type its number', ja: 'スライダーの数値を入力する' },
    isPressed: () => false, // the slider's own
    run: () => undefined,
  },
  {
    keys: '/',
    label: { en: 'Search knobs', ja: '設定を検索' },
    isPressed: single('/'),
    run: searchKnobs,
  },
  {
    keys: 'N',
    label: { en: 'New seed', ja: '新しいシード' },
    isPressed: single('n'),
    run: ({ experiment }) => {
      experiment.newSeed();
    },
  },
  {
    keys: 'L',
    label: { en: 'Learn, open or close', ja: '「学ぶ」を開く・閉じる' },
    isPressed: single('l'),
    run: toggleLearn,
  },
  {
    keys: 'P',
    label: { en: 'Projector mode', ja: '投影モード' },
    isPressed: single('p'),
    run: toggleProjector,
  },
  {
    keys: 'T',
    label: { en: 'Next theme', ja: '配色を切り替える' },
    isPressed: single('t'),
    run: nextTheme,
  },
];

/** Where letters and digits mean something already: to boxes that are ticked and to sliders they mean nothing. */
const takesKeys =
  'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable], dialog';

/** Does what the keys say; true when they meant something. */
export function runShortcut(stages: Stages, event: KeyboardEvent): boolean {
  const { dialog, hasKeys } = stages.frame.store.getState();
  if (event.isComposing || event.defaultPrevented || dialog !== undefined) return false;
  const isInField = event.target instanceof Element && event.target.closest(takesKeys) !== null;
  const heard = [
    ...anywhere,
    ...(isInField ? [] : outsideFields),
    ...(isInField || !hasKeys ? [] : singleKeys),
  ];
  const found = heard.find(({ isPressed }) => isPressed(event));
  if (found === undefined) return false;
  const stage = /^\d$/.test(event.key) ? stageNames[Number(event.key)] : undefined;
  if (stage !== undefined) stages.preferences.openStage(stage);
  found.run(stages);
  return true;
}
