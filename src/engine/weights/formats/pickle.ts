/**
 * Reads a pickle without running it: the opcodes that torch.save writes (protocol 2) and the names it is given are known, each
 * other opcode or name is refused. [Python's Lib/pickletools.py describes the opcodes.]
 */
import { fail } from '../problem.ts';
import type { ByteReader } from './byte-reader.ts';
import { PickleMachine, type PickleValue, type Vocabulary } from './pickle-machine.ts';

/** Opcodes that put a value on the stack. */
const values: Readonly<Record<string, (machine: PickleMachine) => PickleValue>> = {
  N: () => null,
  '\x88': () => true,
  '\x89': () => false,
  K: ({ reader }) => reader.uint8(),
  M: ({ reader }) => reader.uint16(),
  J: ({ reader }) => reader.int32(),
  '\x8a': (machine) => machine.bigInteger(),
  G: ({ reader }) => reader.float64BigEndian(),
  X: ({ reader }) => reader.text(reader.uint32()),
  U: ({ reader }) => reader.text(reader.uint8()), // as Python 2 wrote short strings
  T: ({ reader }) => reader.text(reader.uint32()),
  '}': () => new Map(),
  ']': () => [],
  ')': () => [],
  '\x85': (machine) => machine.popTuple(1),
  '\x86': (machine) => machine.popTuple(2),
  '\x87': (machine) => machine.popTuple(3),
  t: (machine) => machine.popToMark(),
  h: (machine) => machine.recall(machine.reader.uint8()),
  j: (machine) => machine.recall(machine.reader.uint32()),
  c: (machine) => machine.global(),
  R: (machine) => machine.reduce(),
  Q: (machine) => machine.vocabulary.persistent(machine.pop()),
};

/** Opcodes that change what is there. */
const changes: Readonly<Record<string, (machine: PickleMachine) => void>> = {
  '\x80': (machine) => {
    machine.protocol();
  },
  '(': (machine) => {
    machine.mark();
  },
  q: (machine) => {
    machine.store(machine.reader.uint8());
  },
  r: (machine) => {
    machine.store(machine.reader.uint32());
  },
  s: (machine) => {
    const value = machine.pop();
    machine.setItems([machine.pop(), value]);
  },
  u: (machine) => {
    machine.setItems(machine.popToMark());
  },
  a: (machine) => {
    machine.append([machine.pop()]);
  },
  e: (machine) => {
    machine.append(machine.popToMark());
  },
  b: (machine) => {
    machine.build();
  },
};

/** Names of opcodes that run code or that newer protocols write, for whoever reads the refusal. */
const knownOpcodes: Readonly<Record<string, string>> = {
  i: 'INST',
  o: 'OBJ',
  '\x81': 'NEWOBJ',
  '\x92': 'NEWOBJ_EX',
  '\x93': 'STACK_GLOBAL',
  '\x94': 'MEMOIZE',
  '\x95': 'FRAME',
  '\x82': 'EXT1',
  '\x83': 'EXT2',
  '\x84': 'EXT4',
  P: 'PERSID',
};

/** Opcodes of one pickle: the state dict of a ResNet152 has 30,000. An opcode of one byte may make an object of a hundred. */
const mostOpcodes = 1_000_000;

function refuseOpcode(opcode: string): never {
  const hex = `0x${opcode.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const came = `opcode ${Object.hasOwn(knownOpcodes, opcode) ? knownOpcodes[opcode] : hex}`;
  return fail({ kind: 'refused', where: 'pickle', came, wanted: 'opcodes of a state dict' });
}

/** One pickle from the reader's place to its STOP. */
export function readPickle(reader: ByteReader, vocabulary: Vocabulary): PickleValue {
  const machine = new PickleMachine(reader, vocabulary);
  for (let count = 1; count <= mostOpcodes; count++) {
    const opcode = String.fromCharCode(reader.uint8());
    if (opcode === '.') return machine.pop();
    if (Object.hasOwn(values, opcode)) machine.push(values[opcode](machine));
    else if (Object.hasOwn(changes, opcode)) changes[opcode](machine);
    else refuseOpcode(opcode);
  }
  return fail({ kind: 'too-large', where: 'pickle', came: mostOpcodes + 1, wanted: mostOpcodes });
}
