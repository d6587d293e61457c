/** What the pointer does on the picture of a region: it leads a brush, spans a rectangle, or sets the corners of a polygon. */
import { useState } from 'react';
import {
  polygonAlone,
  rectangleAlone,
  withPolygon,
  withRectangle,
  withStroke,
  type Point,
  type Rectangle,
} from '../../../../core/image/region-drawing.ts';
import type { Draft } from './use-draft.ts';

export type Tool = 'rectangle' | 'polygon' | 'brush';

export interface Brush {
  readonly isIgnoring: boolean;
  /** Share of the image's side. */
  readonly radius: number;
}

/** What becomes of a shape that is drawn: it alone counts, it is ignored, or it counts too. */
export type ShapeUse = 'only' | 'ignore' | 'count';

const firstRectangle: Rectangle = { left: 0.2, top: 0.2, right: 0.8, bottom: 0.8 };

function around(a: Point, b: Point): Rectangle {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}

export interface Drawing {
  readonly tool: Tool;
  readonly setTool: (tool: Tool) => void;
  readonly brush: Brush;
  readonly setBrush: (brush: Brush) => void;
  readonly rectangle: Rectangle;
  readonly setRectangle: (rectangle: Rectangle) => void;
  readonly useRectangle: (how: ShapeUse) => void;
  /** Of the polygon, in order. */
  readonly corners: readonly Point[];
  readonly setCorners: (corners: readonly Point[]) => void;
  /** Its corners are forgotten then. */
  readonly usePolygon: (how: ShapeUse) => void;
  /** The pointer went from one point to another; `isFirst` where it just went down. */
  readonly draw: (from: Point, to: Point, isFirst: boolean) => void;
}

export function useDrawing(draft: Draft): Drawing {
  const [tool, setTool] = useState<Tool>('rectangle');
  const [rectangle, setRectangle] = useState(firstRectangle);
  const [corner, setCorner] = useState<Point>();
  const [corners, setCorners] = useState<readonly Point[]>([]);
  const [brush, setBrush] = useState<Brush>({ isIgnoring: true, radius: 0.06 });

  function drawBrush(from: Point, to: Point, isFirst: boolean): void {
    const stroke = { ...brush, from, to };
    if (isFirst) draft.change(withStroke(draft.cells, stroke));
    else draft.goOn((cells) => withStroke(cells, stroke));
  }

  function span(from: Point, to: Point, isFirst: boolean): void {
    if (isFirst) setCorner(from);
    setRectangle(around(isFirst ? from : (corner ?? from), to));
  }

  /** A new corner where the pointer goes down, which goes with it. */
  function setCornerAt(_: Point, to: Point, isFirst: boolean): void {
    setCorners((now) => [...(isFirst ? now : now.slice(0, -1)), to]);
  }

  const drawers = { brush: drawBrush, rectangle: span, polygon: setCornerAt };
  return {
    tool,
    setTool,
    brush,
    setBrush,
    rectangle,
    setRectangle,
    useRectangle(how) {
      if (how === 'only') draft.change(rectangleAlone(rectangle));
      else draft.change(withRectangle(draft.cells, rectangle, how === 'ignore'));
    },
    corners,
    setCorners,
    usePolygon(how) {
      if (how === 'only') draft.change(polygonAlone(corners));
      else draft.change(withPolygon(draft.cells, corners, how === 'ignore'));
      setCorners([]);
    },
    draw: drawers[tool],
  };
}
