/** A chart as it stands on the page, as one picture with its name, its legend and its colours, which need no style sheet. */

export interface ChartPicture {
  readonly svg: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What style sheets and custom properties decide; written as attributes, since the page's policy takes no style ones. */
const inlined = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const namespace = 'http://www.w3.org/2000/svg';
const [margin, titlePx, rowPx, swatchPx] = [12, 28, 22, 32];

function inlineStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  to.removeAttribute('style');
  for (const name of inlined) to.setAttribute(name, style.getPropertyValue(name));
  to.removeAttribute('class');
  [...from.children].forEach((child, i) => {
    const copy = to.children[i];
    if (copy !== undefined) inlineStyles(child, copy);
  });
}

/** A copy of a drawing of the page that stands at a place of the picture. */
function copyAt(drawing: SVGSVGElement, x: number, y: number): SVGSVGElement {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  inlineStyles(drawing, copy);
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, String(value));
  return copy;
}

interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly weight?: 400 | 600;
}

/** In the hand and the colour of the page. */
function write({ text, x, y, weight = 400 }: Words): SVGTextElement {
  const { color, fontFamily } = getComputedStyle(document.body);
  const element = document.createElementNS(namespace, 'text');
  element.textContent = text;
  element.setAttribute('x', String(x));
  element.setAttribute('y', String(y));
  const look = { fill: color, 'font-family': fontFamily, 'font-size': '13px', 'font-weight': weight };
  for (const [name, value] of Object.entries(look)) element.setAttribute(name, String(value));
  return element;
}

function backdrop(width: number, height: number): SVGRectElement {
  const rectangle = document.createElementNS(namespace, 'rect');
  rectangle.setAttribute('width', String(width));
  rectangle.setAttribute('height', String(height));
  rectangle.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  return rectangle;
}

/** Swatch and name of what the legend shows, a row each. */
function legendRows(figure: HTMLElement, top: number): Element[] {
  return [...figure.querySelectorAll('[data-legend="true"]')].flatMap((item, i) => {
    const y = top + i * rowPx;
    const swatch = item.querySelector('svg');
    const text = item.querySelector('[data-label]')?.textContent ?? '';
    const words = write({ text, x: margin + swatchPx, y: y + 15 });
    return swatch === null ? [words] : [copyAt(swatch, margin, y + 6), words];
  });
}

/** `undefined` while the figure has no drawing. */
export function chartPicture(figure: HTMLElement, name: string): ChartPicture | undefined {
  const drawing = figure.querySelector<SVGSVGElement>('[data-chart] svg');
  if (drawing === null) return undefined;
  const size = drawing.getBoundingClientRect();
  const legend = legendRows(figure, titlePx + margin + size.height);
  const rows = figure.querySelectorAll('[data-legend="true"]').length;
  const width = Math.ceil(size.width + 2 * margin);
  const height = Math.ceil(titlePx + size.height + rows * rowPx + 2 * margin);
  const root = document.createElementNS(namespace, 'svg');
  for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
    root.setAttribute(key, String(value));
  const title = write({ text: name, x: margin, y: margin + 13, weight: 600 });
  root.append(backdrop(width, height), title, copyAt(drawing, margin, titlePx + 4), ...legend);
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** At twice the size, for slides and print; `undefined` if the browser makes none. */
export async function toPng({ svg, width, height }: ChartPicture, scale = 2): Promise<Blob | undefined> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => {
      resolve(blob ?? undefined);
    });
  });
}
