/** A newcomer without a GPU: from the open page to having seen a knob change a ROC curve, by mouse and by keyboard. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { audit } from '../support/audit.ts';
import { hostSite } from '../support/host.ts';

const words = {
  'en-US': {
    tab: 'Overview',
    skip: 'Skip to the content',
    rotation: 'Rotation',
    roc: /^ROC curve, AUROC (0\.9[5-9]\d|1\.000)/,
    answered: /^Answered in/,
    working: /^(Drawing pseudo-anomalies|Learning|Scoring)/,
    threshold: 'Threshold',
    crowds: /^Finds \d+ of \d+ defects/,
    play: 'Train for real',
    train: 'Train',
    gate: /^In detail: Gate/,
    saveClip: 'Save clip',
    share: 'Share',
    savePicture: 'Save picture',
    tune: 'Tune',
  },
  'ja-JP': {
    tab: '概要',
    skip: '本文へ移動',
    rotation: '回転',
    roc: /^ROC 曲線。AUROC (0\.9[5-9]\d|1\.000)/,
    answered: /で答えました/,
    working: /^(擬似異常を作っています|学習しています|テスト画像を採点)/,
    threshold: 'しきい値',
    crowds: /^欠陥 \d+ 枚中 \d+ 枚を検出/,
    play: '本番の学習へ',
    train: '学習',
    gate: /^詳しく: 選別/,
    saveClip: '動画を保存',
    share: '共有',
    savePicture: '画像を保存',
    tune: '調整',
  },
} as const;

type Words = (typeof words)[keyof typeof words];

const patience = { timeout: 600_000 };

async function seesCurve(page: Page, say: Words): Promise<void> {
  // What is seen: what is spoken comes seconds later.
  await page.locator('main [aria-hidden="true"]', { hasText: say.answered }).waitFor(patience);
  await page.getByRole('img', { name: say.roc }).waitFor(patience);
}

/** Goes to a control by Tab alone. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    if (label === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`“${name}” is out of reach for the keyboard.`);
}

/** Drags the slider's thumb, or pushes it. */
async function turnFurther(page: Page, say: Words, isByMouse: boolean): Promise<void> {
  const slider = page.getByRole('slider', { name: say.rotation, exact: true });
  if (!isByMouse) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(say.skip);
    await page.keyboard.press('Enter');
    await tabTo(page, say.rotation);
    await page.keyboard.press('End');
  } else {
    const box = await slider.boundingBox();
    if (box === null) throw new Error('The slider is not drawn.');
    await page.mouse.click(box.x + box.width - 3, box.y + box.height / 2);
  }
  expect(await slider.inputValue()).toBe('45');
}

/** The film of the patch leaves as a video, and the setting as a link. */
async function savesClip(page: Page, say: Words): Promise<void> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: say.saveClip }).click();
  const clip = await saved;
  expect(clip.suggestedFilename()).toBe('kizu.webm');
  const bytes = await readFile(await clip.path());
  expect(bytes.subarray(0, 4).toString('hex')).toBe('1a45dfa3'); // EBML, which WebM begins with
  expect(bytes.length).toBeGreaterThan(20_000);
  await page.getByRole('button', { name: say.share, exact: true }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('textbox').inputValue()).toMatch(/#\/overview\?v=4.*rot=/);
  await dialog.locator('canvas').waitFor();
  expect(await audit(page)).toEqual([]);
  await page.keyboard.press('Escape');
}

/** Where the browser records nothing, the page says so. */
async function offersPicture(page: Page, say: Words): Promise<void> {
  await page.evaluate(() => Reflect.deleteProperty(window, 'MediaRecorder'));
  await page.getByRole('button', { name: say.saveClip }).press('Enter');
  const problem = page.getByRole('alert').filter({ hasText: 'MediaRecorder' });
  const saved = page.waitForEvent('download');
  await problem.getByRole('button', { name: say.savePicture }).press('Enter');
  expect((await saved).suggestedFilename()).toBe('kizu.png');
}

describe('the overview', () => {
  const host = hostSite({ webGpu: false });

  it.each([
    ['en-US', 'mouse'],
    ['ja-JP', 'keyboard'],
  ] as const)('shows what a knob does to a ROC curve, %s, by %s', async (locale, way) => {
    const say = words[locale];
    const { page, complaints, close } = await host.open('', { locale });
    const opened = Date.now();
    await page.getByRole('tab', { name: say.tab, selected: true }).waitFor();
    await seesCurve(page, say);
    await turnFurther(page, say, way === 'mouse');
    await page.locator('main [aria-hidden="true"]', { hasText: say.working }).waitFor();
    await seesCurve(page, say);
    const seconds = (Date.now() - opened) / 1000;
    expect(seconds, 'from the open page to the second curve').toBeLessThan(60);
    expect(await page.locator('main path[class*=earlier]').count()).toBe(1);

    const summary = page.getByText(say.crowds);
    const before = await summary.innerText();
    const threshold = page.getByRole('slider', { name: say.threshold, exact: true });
    await threshold.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('PageUp');
    await expect.poll(() => summary.innerText()).not.toBe(before);
    expect(await audit(page)).toEqual([]);

    await (way === 'mouse' ? savesClip : offersPicture)(page, say);

    await page.getByRole('button', { name: say.gate }).click();
    await page.getByRole('tab', { name: say.tune, selected: true }).waitFor();
    await page.getByRole('tab', { name: say.tab }).click();
    await page.getByRole('button', { name: say.play }).click();
    await page.getByRole('tab', { name: say.train, selected: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
