/** A list of steps shown one after the other, at leisure; one that moves has the time that it takes. */
import { useEffect, useState } from 'react';

/** Rest between steps, and after one that moves. */
const slowMs = 1200;
const restMs = 600;

export interface SlowMotion {
  /** Steps shown so far. */
  readonly at: number;
  /** Whether they are being played. */
  readonly isPlaying: boolean;
  readonly play: () => void;
  readonly step: () => void;
  readonly restart: () => void;
}

/**
 * All `count` steps are shown, unless they are being played or stepped through. `movesMs` says for how many milliseconds the `at`th
 * step moves, from 1; 0 for one that does not.
 */
export function useSlowMotion(count: number, movesMs: (at: number) => number): SlowMotion {
  const [shown, setShown] = useState<number>();
  const [isPlaying, setIsPlaying] = useState(false);
  const at = Math.min(shown ?? count, count);
  const moving = movesMs(at);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = window.setTimeout(
      () => {
        if (at >= count) setIsPlaying(false);
        else setShown(at + 1);
      },
      moving > 0 ? moving + restMs : slowMs,
    );
    return () => {
      window.clearTimeout(timer);
    };
  }, [isPlaying, at, count, moving]);
  return {
    at,
    isPlaying,
    play: () => {
      setShown(1);
      setIsPlaying(true);
    },
    step: () => {
      setIsPlaying(false);
      setShown(at >= count ? 1 : at + 1);
    },
    restart: () => {
      setIsPlaying(false);
      setShown(undefined);
    },
  };
}
