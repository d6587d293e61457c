/** Every screen of the app by a way that works in both languages; each leaves the page as it found it. */
import type { Page } from 'playwright-core';

export interface Screen {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
  readonly close?: (page: Page) => Promise<void>;
}

const stageNames = ['overview', 'data', 'tune', 'train', 'evaluate', 'inspect', 'runs'] as const;
export type StageName = (typeof stageNames)[number];

export async function goTo(page: Page, stage: StageName): Promise<void> {
  await page.getByRole('tab').nth(stageNames.indexOf(stage)).click();
  await page.locator('[role=tabpanel][data-state=active] > *:not(.coming)').first().waitFor();
}

export const stageScreens: readonly Screen[] = stageNames.map((name) => ({
  name,
  open: (page: Page): Promise<void> => goTo(page, name),
}));

async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open], :popover-open').waitFor({ state: 'detached' });
}

/** What lies over Tune. */
export const overlays: readonly Screen[] = [
  {
    name: 'command list',
    open: async (page: Page): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
    close: escape,
  },
  {
    name: 'shortcut sheet',
    open: async (page: Page): Promise<void> => {
      await page.getByRole('button', { name: /^(Keyboard shortcuts|キー操作)$/ }).click();
      await page.getByRole('dialog').waitFor();
    },
    close: escape,
  },
  {
    name: 'help of a knob',
    open: async (page: Page): Promise<void> => {
      await page
        .getByRole('button', { name: /^(About|説明): / })
        .first()
        .click();
    },
    close: escape,
  },
  {
    name: 'presets',
    open: (page: Page): Promise<void> => page.getByRole('button', { name: /^(Presets|プリセット)/ }).click(),
    close: escape,
  },
];

const lessonCount = 8;

async function openLearn(page: Page): Promise<void> {
  if ((await page.locator('.desk > aside').count()) === 0)
    await page.getByRole('button', { name: /^(Learn|学ぶ)$/ }).click();
  await page.locator('.desk > aside').waitFor();
}

async function showTab(page: Page, place: number): Promise<void> {
  await openLearn(page);
  await page.locator('.desk > aside').getByRole('tab').nth(place).click();
}

/** The drawer: its list of lessons, each lesson, and the other tabs. */
export const learnScreens: readonly Screen[] = [
  { name: 'lessons', open: (page) => showTab(page, 0) },
  ...Array.from({ length: lessonCount }, (_, i) => ({
    name: `lesson ${i + 1}`,
    open: async (page: Page): Promise<void> => {
      await showTab(page, 0);
      await page.locator('.desk > aside').getByRole('listitem').nth(i).getByRole('button').click();
    },
    close: (page: Page): Promise<void> =>
      page.getByRole('button', { name: /All lessons|レッスン一覧/ }).click(),
  })),
  { name: 'glossary', open: (page) => showTab(page, 1) },
  { name: 'paper', open: (page) => showTab(page, 2) },
  {
    name: 'for teachers',
    open: (page) => showTab(page, 3),
    close: (page) =>
      page.keyboard.press('Escape').then(() => page.locator('.desk > aside').waitFor({ state: 'detached' })),
  },
];
