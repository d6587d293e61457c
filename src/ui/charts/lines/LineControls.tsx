/** How a line chart is shown: zoom without a drag, logarithmic axes, smoothing. */
import { useId } from 'react';
import { useSpeech } from '../../hooks/stages.ts';
import { chartText } from '../../text/charts.ts';
import type { Cursor } from '../plot/cursor.ts';
import legend from './Legend.module.css';
import type { LineView, ViewChoice } from './line-view.ts';
import { panBy, zoomBy } from '../plot/plot-pointer.ts';
import tools from '../Tools.module.css';

type Choice = Omit<ViewChoice, 'zoom'>;

interface LineControlsProps {
  readonly view: LineView;
  readonly cursor: Cursor;
  readonly choice: Choice;
  readonly onChoose: (change: Partial<Choice>) => void;
  /** Whether any curve can be smoothed. */
  readonly isNoisy: boolean;
}

const steps = [
  {
    word: 'earlier',
    sign: '←',
    needsZoom: true,
    press: (view: LineView, cursor: Cursor) => {
      panBy(view, cursor, -0.5);
    },
  },
  {
    word: 'zoomOut',
    sign: '−',
    needsZoom: true,
    press: (view: LineView, cursor: Cursor) => {
      zoomBy(view, cursor, 2);
    },
  },
  {
    word: 'zoomIn',
    sign: '+',
    needsZoom: false,
    press: (view: LineView, cursor: Cursor) => {
      zoomBy(view, cursor, 0.5);
    },
  },
  {
    word: 'later',
    sign: '→',
    needsZoom: true,
    press: (view: LineView, cursor: Cursor) => {
      panBy(view, cursor, 0.5);
    },
  },
] as const;

function ZoomButtons({ view, cursor }: Pick<LineControlsProps, 'view' | 'cursor'>) {
  const { say } = useSpeech();
  return (
    <div className={tools.zoom}>
      {steps.map(({ word, sign, needsZoom, press }) => (
        <button
          key={word}
          type="button"
          className={legend.tool}
          aria-label={say(chartText[word])}
          title={say(chartText[word])}
          aria-disabled={needsZoom && !view.isZoomed}
          onClick={() => {
            press(view, cursor);
          }}
        >
          {sign}
        </button>
      ))}
      <button
        type="button"
        className={legend.tool}
        aria-disabled={!view.isZoomed}
        onClick={() => {
          cursor.zoomTo(undefined);
        }}
      >
        {say(chartText.resetZoom)}
      </button>
    </div>
  );
}

interface LogSwitchProps {
  readonly word: 'logX' | 'logY';
  readonly isOn: boolean;
  readonly isPossible: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function LogSwitch({ word, isOn, isPossible, onChange }: LogSwitchProps) {
  const { say } = useSpeech();
  const reasonId = useId();
  return (
    <div>
      <label className={tools.check}>
        <input
          type="checkbox"
          checked={isOn && isPossible}
          disabled={!isPossible}
          aria-describedby={isPossible ? undefined : reasonId}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
        />
        {say(chartText[word])}
      </label>
      {!isPossible && (
        <p id={reasonId} className={tools.hint}>
          {say(chartText.noLog)}
        </p>
      )}
    </div>
  );
}

function Smoothing({ choice, onChoose }: Pick<LineControlsProps, 'choice' | 'onChoose'>) {
  const { say } = useSpeech();
  const hintId = useId();
  return (
    <div>
      <label className={tools.check}>
        {say(chartText.smoothing)}
        <input
          type="range"
          min={0}
          max={0.99}
          step={0.01}
          value={choice.smoothing}
          aria-describedby={hintId}
          onChange={(event) => {
            onChoose({ smoothing: event.target.valueAsNumber });
          }}
        />
        <span aria-hidden="true">{choice.smoothing.toFixed(2)}</span>
      </label>
      <p id={hintId} className={tools.hint}>
        {say(chartText.rawStays)}
      </p>
    </div>
  );
}

export function LineControls({ view, cursor, choice, onChoose, isNoisy }: LineControlsProps) {
  const { say } = useSpeech();
  return (
    <fieldset className={tools.part}>
      <legend>{say(chartText.view)}</legend>
      <ZoomButtons view={view} cursor={cursor} />
      <LogSwitch
        word="logY"
        isOn={choice.wantsLogY}
        isPossible={view.canLogY}
        onChange={(wantsLogY) => {
          onChoose({ wantsLogY });
        }}
      />
      <LogSwitch
        word="logX"
        isOn={choice.wantsLogX}
        isPossible={view.canLogX}
        onChange={(wantsLogX) => {
          onChoose({ wantsLogX });
        }}
      />
      {isNoisy && <Smoothing choice={choice} onChoose={onChoose} />}
      <p className={tools.hint}>{say(chartText.keys)}</p>
    </fieldset>
  );
}
