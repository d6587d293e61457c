/** Draws the PNG icons of the web app manifest from one SVG, by Chromium: `node scripts/make-icons.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

/** `maskable`: systems cut it to a circle or a square of their own, so that the ground fills it and the mark keeps to the middle. */
const icons = [
  { file: 'icon-180.png', side: 180, from: 'icon-maskable.svg' },
  { file: 'icon-192.png', side: 192, from: 'icon.svg' },
  { file: 'icon-512.png', side: 512, from: 'icon.svg' },
  { file: 'icon-maskable-512.png', side: 512, from: 'icon-maskable.svg' },
];

const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
for (const { file, side, from } of icons) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const svg = readFileSync(`public/${from}`, 'utf8').replace(
    '<svg ',
    `<svg width="${side}" height="${side}" `,
  );
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  writeFileSync(`public/${file}`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
