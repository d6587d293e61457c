/** The newest value, let through at most once in `restMs`. */
import { useEffect, useRef, useState } from 'react';

export function useThrottled<Value>(value: Value, restMs: number): Value {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    newest.current = value;
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      setShown(newest.current);
    }, restMs);
  }, [value, restMs]);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return shown;
}
