/** A list of steps shown one after the other, at leisure. */
import { useEffect, useState } from 'react';

/** Rest between steps. */
const slowMs = 1200;

export interface SlowMotion {
  /** Steps shown so far. */
  readonly at: number;
  readonly play: () => void;
  readonly step: () => void;
  readonly restart: () => void;
}

/** All `count` steps are shown, unless they are being played or stepped through. */
export function useSlowMotion(count: number): SlowMotion {
  const [shown, setShown] = useState<number>();
  const [isPlaying, setIsPlaying] = useState(false);
  const at = Math.min(shown ?? count, count);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = window.setTimeout(() => {
      if (at >= count) setIsPlaying(false);
      else setShown(at + 1);
    }, slowMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [isPlaying, at, count]);
  return {
    at,
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
