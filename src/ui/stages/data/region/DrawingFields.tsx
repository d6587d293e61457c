/** Which tool draws a region, and its settings. */
import fields from '../../../controls/Fields.module.css';
import { Segments } from '../../../controls/Segments.tsx';
import { useSpeech } from '../../../hooks/stages.ts';
import { regionText } from '../../../text/region.ts';
import { PolygonFields } from './PolygonFields.tsx';
import { RectangleFields } from './RectangleFields.tsx';
import type { Brush, Drawing } from './use-drawing.ts';

interface BrushFieldsProps {
  readonly brush: Brush;
  readonly onChange: (brush: Brush) => void;
}

function BrushFields({ brush, onChange }: BrushFieldsProps) {
  const { say } = useSpeech();
  return (
    <>
      <Segments
        name={say(regionText.paints)}
        value={brush.isIgnoring ? 'ignore' : 'count'}
        options={(['ignore', 'count'] as const).map((value) => ({ value, label: say(regionText[value]) }))}
        onChange={(value) => {
          onChange({ ...brush, isIgnoring: value === 'ignore' });
        }}
      />
      <label className={fields.opacity}>
        {say(regionText.brushSize)}
        <input
          type="range"
          min={0.01}
          max={0.2}
          step={0.01}
          value={brush.radius}
          onChange={({ target }) => {
            onChange({ ...brush, radius: target.valueAsNumber });
          }}
        />
      </label>
    </>
  );
}

export function DrawingFields({ drawing }: { readonly drawing: Drawing }) {
  const { say } = useSpeech();
  const { tool, setTool, brush, setBrush, rectangle, setRectangle, corners, setCorners } = drawing;
  return (
    <>
      <Segments
        name={say(regionText.pointer)}
        value={tool}
        options={(['rectangle', 'polygon', 'brush'] as const).map((value) => ({
          value,
          label: say(regionText[value]),
        }))}
        onChange={setTool}
      />
      {tool === 'brush' && <BrushFields brush={brush} onChange={setBrush} />}
      {tool === 'rectangle' && (
        <RectangleFields rectangle={rectangle} onChange={setRectangle} onUse={drawing.useRectangle} />
      )}
      {tool === 'polygon' && (
        <PolygonFields corners={corners} onChange={setCorners} onUse={drawing.usePolygon} />
      )}
    </>
  );
}
