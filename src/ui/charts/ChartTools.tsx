/** A small button with all that can be done to a chart behind it; what takes the chart away is loaded when it is opened. */
import { lazy, Suspense, useId, useRef, useState, type ReactNode } from 'react';
import { useSpeech } from '../hooks/stages.ts';
import { frameText } from '../text/frame.ts';
import legend from './lines/Legend.module.css';
import tools from './Tools.module.css';

const ChartFiles = lazy(() => import('./ChartFiles.tsx'));

interface ChartToolsProps {
  /** What the chart shows. */
  readonly name: string;
  /** The chart's numbers, all of them. */
  readonly csv: () => string;
  /** Controls of how it is shown. */
  readonly children?: ReactNode;
}

/** Pixels that the panel wants below its button; where there are fewer it opens above. */
const roomPx = 360;

/** Beside its button: popovers lie on the page as a whole. */
function place(panel: HTMLElement, button: HTMLElement): void {
  const { top, bottom, right } = button.getBoundingClientRect();
  const isBelow = window.innerHeight - bottom > roomPx || top < roomPx;
  const page = document.documentElement;
  panel.style.right = `${Math.max(8, page.clientWidth - right)}px`;
  panel.style.top = isBelow ? `${bottom + window.scrollY + 4}px` : 'auto';
  panel.style.bottom = isBelow ? 'auto' : `${page.clientHeight - top - window.scrollY + 4}px`;
}

export function ChartTools({ name, csv, children }: ChartToolsProps) {
  const { say } = useSpeech();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const label = `${say(frameText.chartTools)}: ${name}`;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={legend.tool}
        popoverTarget={id}
        aria-label={label}
        title={say(frameText.chartTools)}
      >
        ⋯
      </button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={tools.panel}
        onToggle={(event) => {
          if (event.newState === 'open' && button.current !== null)
            place(event.currentTarget, button.current);
          setOpen(event.newState === 'open');
        }}
      >
        {isOpen && (
          <>
            {children}
            <Suspense>
              <ChartFiles name={name} csv={csv} />
            </Suspense>
          </>
        )}
      </div>
    </>
  );
}
