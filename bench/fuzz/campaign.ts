/** The frame of every fuzz campaign: rounds, each with a seed of its own, that spoil a good file and read it. */
import { createRandom, type Random } from '../../src/core/random.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Kind {
  readonly name: string;
  /** The file of a round. */
  readonly make: (random: Random) => Bytes;
  /** Throws, or gives a complaint, where what came of the file is neither its content nor a refusal. */
  readonly read: (bytes: Bytes) => Promise<string | undefined>;
}

/** Of processor time, which does not grow where others use the machine. */
export const mostSeconds = 10;

/** Flipped bits, other bytes, a cut, a part moved, a part of one value, lengths at their ends; `head` bytes are hit more often. */
export function spoil(good: Bytes, random: Random, head = good.length): Bytes {
  const bytes = good.slice();
  const place = () => {
    const isInHead = random.uniform(0, 1) < 0.5;
    return random.integer(isInHead ? Math.max(1, Math.min(head, bytes.length)) : bytes.length);
  };
  const changes = 1 + random.integer(6);
  for (let i = 0; i < changes; i++) {
    switch (random.integer(6)) {
      case 0:
        bytes[place()] = random.integer(256);
        break;
      case 1: {
        const at = place();
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(8));
        break;
      }
      case 2:
        return bytes.slice(0, place());
      case 3:
        bytes.copyWithin(place(), place(), place());
        break;
      case 4:
        bytes.fill(random.integer(2) === 0 ? 0xff : 0, place(), place());
        break;
      default:
        bytes.set([255, 255, 255, 255].slice(0, bytes.length), Math.max(0, place() - 4));
    }
  }
  return bytes;
}

/** A kind whose rounds spoil one of some good files. */
export function spoilt(name: string, goods: readonly Bytes[], read: Kind['read'], head?: number): Kind {
  const make = (random: Random) =>
    spoil(goods[random.integer(goods.length)] ?? new Uint8Array(), random, head);
  return { name, make, read };
}

export interface Tally {
  rounds: number;
  slowestMs: number;
  readonly findings: string[];
}

export function newTally(): Tally {
  return { rounds: 0, slowestMs: 0, findings: [] };
}

/** One file made by `seed`, read and judged. */
export async function playRound({ name, make, read }: Kind, seed: number, tally: Tally): Promise<void> {
  const bytes = make(createRandom(`${name} ${seed}`));
  const find = (what: string) => tally.findings.push(`${name}, seed ${seed}: ${what}`);
  const began = process.cpuUsage();
  try {
    const complaint = await read(bytes);
    if (complaint !== undefined) find(complaint);
  } catch (error) {
    find(`threw ${String(error)}`);
  }
  const { user, system } = process.cpuUsage(began);
  const tookMs = (user + system) / 1000;
  tally.rounds++;
  tally.slowestMs = Math.max(tally.slowestMs, tookMs);
  if (tookMs > 1000 * mostSeconds) find(`${(tookMs / 1000).toFixed(1)} s`);
}
