/** A stretch of time in words. */
import type { Language } from '../../core/text.ts';

/** Sizes of memory, in words that are the same in both languages. */
export function megabytes(bytes: number): string {
  const mega = bytes / 1e6;
  return mega < 1000 ? `${Math.max(1, Math.round(mega))} MB` : `${(mega / 1000).toFixed(1)} GB`;
}

/** `2026-11-23`, as both languages read it; the first use of a browser's own formats takes some 30 ms. */
export function dayOf(time: number): string {
  const date = new Date(time);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

export function duration(milliseconds: number, language: Language): string {
  const seconds = Math.round(milliseconds / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (language === 'ja') return minutes > 0 ? `${minutes} 分 ${rest} 秒` : `${rest} 秒`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}
