/**
 * The moving picture that the README opens with, and the picture that other sites show of a link, both from the real page:
 * `npm run pictures -- --readme`. The page's clock is driven frame by frame, so that the film is smooth on a slow machine.
 */
import { writeFile } from 'node:fs/promises';
import { launch, openPage } from '../e2e/support/browser.ts';
import { serveBuiltSite } from '../e2e/support/site.ts';
import { animatedWebp } from './animated-webp.mjs';
import { socialPicture } from './build/share-tags.mjs';

/** Pixels of the page, of the moving picture, and of the picture of a link. */
const view = { width: 1440, height: 756 };
const moving = { width: 960, height: 504 };
const still = { width: 1200, height: 630 };

/** Of a frame on the page's clock and in the picture; the film of a patch takes 7.9 s. */
const frameMs = 125;
const filmFrames = 63;
/** Between two frames while the detector answers; real time, which the picture shows faster. */
const answerMs = 300;
const shownMs = 140;
/** For how long the picture stands before a slider moves, and after the answer. */
const [firstMs, lastMs] = [1500, 2000];
const patience = { timeout: 600_000 };

const answered = (page) => page.locator('main [aria-hidden="true"]', { hasText: /^Answered in/ });

/** Scales screenshots, finds what changed since the last one, and encodes that; in a page, which has a WebP encoder. */
async function createEncoder(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.evaluate(() => {
    const load = (base64) =>
      createImageBitmap(new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))]));
    const canvasOf = (width, height) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
      context.imageSmoothingQuality = 'high';
      return { canvas, context };
    };
    const base64Of = (canvas, type, quality) => canvas.toDataURL(type, quality).split(',')[1];
    let before;
    window.scaled = async (png, { width, height }) => {
      const { canvas, context } = canvasOf(width, height);
      context.drawImage(await load(png), 0, 0, width, height);
      return base64Of(canvas, 'image/png');
    };
    /** `undefined` if nothing changed. */
    window.changed = async (png, { width, height }) => {
      const { canvas, context } = canvasOf(width, height);
      context.drawImage(await load(png), 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      let [left, top, right, bottom] = before ? [width, height, 0, 0] : [0, 0, width, height];
      for (let i = 0; before && i < data.length; i += 4) {
        const far =
          Math.abs(data[i] - before[i]) +
          Math.abs(data[i + 1] - before[i + 1]) +
          Math.abs(data[i + 2] - before[i + 2]);
        if (far < 12) continue;
        const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
        [left, top] = [Math.min(left, x), Math.min(top, y)];
        [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
      }
      before = data;
      if (right <= left) return undefined;
      [left, top] = [left - (left % 2), top - (top % 2)];
      const part = canvasOf(right - left, bottom - top);
      part.context.drawImage(canvas, -left, -top);
      const webp = base64Of(part.canvas, 'image/webp', 0.72);
      return { left, top, width: right - left, height: bottom - top, webp };
    };
  });
  return page;
}

/** Frames as they are taken; one in which nothing changed lengthens the one before. */
function createFilm(page, encoder) {
  const frames = [];
  return {
    frames,
    async take(ms) {
      const png = (await page.screenshot({ clip: { x: 0, y: 0, ...view } })).toString('base64');
      const part = await encoder.evaluate(([one, size]) => window.changed(one, size), [png, moving]);
      if (part === undefined) frames.at(-1).ms += ms;
      else frames.push({ ...part, ms, webp: Buffer.from(part.webp, 'base64') });
    },
  };
}

/** Drives the page's clock: the film of a patch once through. */
async function takeFilm(page, film) {
  // Ahead of the clock, which runs on while the call is under way.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 3000));
  for (let i = 0; i < filmFrames; i++) {
    await page.clock.runFor(frameMs);
    await film.take(frameMs);
  }
}

const slide = (page, name, key) => page.getByRole('slider', { name, exact: true }).press(key);

/** Until the detector has answered what the sliders say now. */
async function waitForAnswer(page) {
  await page.locator('main [data-working="true"]').waitFor(patience);
  await page.locator('main [data-working="false"]').waitFor(patience);
  await answered(page).waitFor(patience);
  await page.waitForTimeout(4000);
}

/** Patches that hardly move: a detector that learns from them misses real defects. */
async function weaken(page) {
  await slide(page, 'Rotation', 'Home');
  await slide(page, 'Shift', 'Home');
  await waitForAnswer(page);
}

/** Turns and moves patches further, and follows the detector to its answer. */
async function takeAnswer(page, film) {
  await slide(page, 'Rotation', 'End');
  await film.take(shownMs);
  for (let px = 0; px < 8; px++) await slide(page, 'Shift', 'ArrowRight');
  await film.take(shownMs);
  await page.locator('main [data-working="true"]').waitFor(patience);
  while ((await page.locator('main [data-working="true"]').count()) > 0) {
    await film.take(shownMs);
    await page.waitForTimeout(answerMs);
  }
  await answered(page).waitFor(patience);
  await page.waitForTimeout(1500);
  await film.take(lastMs);
}

async function writeSocial(page, encoder) {
  const png = (await page.screenshot({ clip: { x: 0, y: 0, ...view } })).toString('base64');
  const scaled = await encoder.evaluate(([one, size]) => window.scaled(one, size), [png, still]);
  await writeFile(`public/${socialPicture}`, Buffer.from(scaled, 'base64'));
}

export async function writeReadmePictures() {
  const site = await serveBuiltSite();
  const browser = await launch({ webGpu: false });
  const encoder = await createEncoder(browser);
  const { page } = await openPage(browser, 'about:blank', { viewport: view, colorScheme: 'light' });
  await page.clock.install();
  await page.goto(`${site.url}#/overview`);
  await answered(page).waitFor(patience);
  await page.waitForTimeout(4000);
  await writeSocial(page, encoder);
  await weaken(page);
  const film = createFilm(page, encoder);
  await film.take(firstMs);
  await takeAnswer(page, film);
  await takeFilm(page, film);
  const file = animatedWebp(moving, film.frames);
  await writeFile('docs/pictures/overview.webp', file);
  console.log(
    `docs/pictures/overview.webp: ${film.frames.length} frames, ${Math.round(file.length / 1000)} kB`,
  );
  await browser.close();
  await site.close();
}
