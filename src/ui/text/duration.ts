/** A stretch of time in words. */
import type { Language } from '../../core/text.ts';

export function duration(milliseconds: number, language: Language): string {
  const seconds = Math.round(milliseconds / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (language === 'ja') return minutes > 0 ? `${minutes} 分 ${rest} 秒` : `${rest} 秒`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}
