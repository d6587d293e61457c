/** Levels of disturbances, shares and figures, as they are written. */
import { disturbanceRanges, type DisturbanceName } from '../../../../core/stress/disturbance.ts';
import type { Counted, StressFigures } from '../../../../core/stress/figures.ts';

/** `+20 %`, `1.5 px`, `70`. */
export function levelText(name: DisturbanceName, level: number): string {
  const { neutral, low, unit } = disturbanceRanges[name];
  const sign = neutral === 0 && low < 0 && level > 0 ? '+' : '';
  const space = unit === '°' || unit === '' ? '' : ' ';
  return `${sign}${String(level).replace('-', '−')}${space}${unit.replace('/', '/ ')}`;
}

const percent = (share: number) => (100 * share).toFixed(1);

/** `5.0 % (1 / 20; 0.9–23.6 %)` */
export function countedText({ count, of, interval }: Counted): string {
  if (of === 0) return '—';
  return `${percent(count / of)} % (${count} / ${of}; ${interval.map(percent).join('–')} %)`;
}

/** `.981 (.952–.993)` with its zero, as elsewhere on the page. */
export function aurocText(auroc: StressFigures['auroc']): string | undefined {
  return auroc && `${auroc.value.toFixed(3)} (${auroc.interval.map((end) => end.toFixed(3)).join('–')})`;
}
