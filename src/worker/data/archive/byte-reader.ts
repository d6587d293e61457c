/** A stream of bytes read in measured pieces. Nothing is read ahead, and an abort is heard at once. */

export interface ByteReader {
  /** Exactly `count` bytes, or as many as are left. */
  readonly read: (count: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** Hands `visit` the next `count` bytes in pieces; gives the number of bytes there were. */
  readonly skip: (count: number, visit?: (piece: Uint8Array) => void) => Promise<number>;
  /** Lets go of the stream, whatever state it is in. */
  readonly close: () => void;
}

/** Settles as `work` does, or rejects once the signal is aborted, whichever comes first. */
export function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) {
    work.catch(() => undefined); // nobody waits for it any more
    return Promise.reject(signal.reason as Error);
  }
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}

/** `count` hears of every piece as it comes out, and may throw. */
export function createByteReader(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  count: (bytes: number) => void,
): ByteReader {
  const reader = stream.getReader();
  let held = new Uint8Array(0) as Uint8Array;

  /** Whether bytes are held; empty pieces are passed over. */
  async function fill(): Promise<boolean> {
    while (held.length === 0) {
      const { done, value } = await orAborted(reader.read(), signal);
      if (done) return false;
      count(value.length);
      held = value;
    }
    return true;
  }

  async function skip(total: number, visit?: (piece: Uint8Array) => void): Promise<number> {
    let done = 0;
    signal.throwIfAborted();
    while (done < total && (await fill())) {
      const piece = held.subarray(0, total - done);
      visit?.(piece);
      done += piece.length;
      held = held.subarray(piece.length);
    }
    return done;
  }

  return {
    skip,
    async read(total) {
      const bytes = new Uint8Array(total);
      let at = 0;
      const done = await skip(total, (piece) => {
        bytes.set(piece, at);
        at += piece.length;
      });
      return done === total ? bytes : bytes.slice(0, done);
    },
    close() {
      reader.cancel().catch(() => undefined); // it may have failed, and that was reported
    },
  };
}
