import { ByteReader } from "./byte-reader.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { breakCycles, type DecodedMap, integerFrom, integerOf, keyText, textOrBytes } from "./decoded-value.ts";
import { fillMap, PickleStack } from "./pickle-stack.ts";
import { pythonLiteral, pythonUnicode } from "./python-literal.ts";
import { PythonObjects } from "./python-object.ts";
import { Undecodable } from "./undecodable.ts";

/** What Python's pickle writes, protocols 0 to 5. It is a program; it is followed as far as it makes data, and calls nothing. */
export function decodePickle(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const machine: Machine = {
    reader: new ByteReader(bytes),
    stack: new PickleStack(),
    objects: new PythonObjects(budget),
    budget,
  };
  const { reader } = machine;
  while (true) {
    budget.spend();
    const opcode = reader.byte();
    if (opcode === STOP) break;
    const run = OPCODES[opcode];
    if (run === undefined) throw new Undecodable(`byte ${reader.at - 1} is no instruction`);
    run(machine);
  }
  const value = machine.stack.pop();
  reader.expectEnd();
  breakCycles(value, budget);
  return value;
}

interface Machine {
  readonly reader: ByteReader;
  readonly stack: PickleStack;
  readonly objects: PythonObjects;
  readonly budget: DecodeBudget;
}

type Run = (machine: Machine) => void;

const STOP = 0x2e;
const NEWLINE = 0x0a;

const line = (reader: ByteReader) => reader.takeUntil(NEWLINE).toString("latin1");
const pushes =
  (read: (reader: ByteReader) => unknown): Run =>
  ({ reader, stack }) =>
    stack.push(read(reader));
/** Replaces so many values by a list of them. */
const tuple =
  (length: number): Run =>
  ({ stack }) =>
    stack.push(Array.from({ length }, () => stack.pop()).reverse());
const sinceMark =
  (make: (above: unknown[], machine: Machine) => unknown): Run =>
  (machine) =>
    machine.stack.push(make(machine.stack.sinceMark(), machine));

function integerLine(reader: ByteReader): unknown {
  const text = line(reader);
  if (text === "00" || text === "01") return text === "01";
  const value = integerFrom(text.replace(/L$/, ""));
  if (value === undefined && !/^-?\d+L?$/.test(text))
    throw new Undecodable(`there is no number before byte ${reader.at}`);
  return value ?? text;
}

function indexLine(reader: ByteReader): number {
  const index = Number(line(reader));
  if (!Number.isSafeInteger(index)) throw new Undecodable(`there is no number before byte ${reader.at}`);
  return index;
}

function floatLine(reader: ByteReader): number {
  return Number(line(reader).slice(0, 40));
}

/** Protocol 4 has the two names on the stack, earlier ones in two lines. */
function globalOf({ objects }: Machine, module: unknown, name: unknown): DecodedMap {
  return objects.named(`${keyText(module)}.${keyText(name)}`.slice(0, 400));
}

function call(machine: Machine): void {
  const args = machine.stack.pop();
  machine.stack.push(machine.objects.made(machine.stack.pop(), args));
}

const OPCODES: Partial<Record<number, Run>> = Object.fromEntries(
  (
    [
      ["(", ({ stack }) => stack.mark()],
      ["0", ({ stack }) => stack.discard()],
      ["1", ({ stack }) => void stack.sinceMark()],
      ["2", ({ stack }) => stack.push(stack.top())],
      ["F", pushes(floatLine)],
      ["G", pushes((reader) => reader.double())],
      ["I", pushes(integerLine)],
      ["J", pushes((reader) => reader.int32LittleEndian())],
      ["K", pushes((reader) => reader.byte())],
      ["L", pushes(integerLine)],
      ["M", pushes((reader) => reader.littleEndian(2))],
      ["\x8a", pushes((reader) => integerOf(reader.take(reader.byte()), true))],
      ["\x8b", pushes((reader) => integerOf(reader.take(reader.int32LittleEndian()), true))],
      ["N", pushes(() => null)],
      ["\x88", pushes(() => true)],
      ["\x89", pushes(() => false)],
      ["S", pushes((reader) => pythonLiteral(line(reader)))],
      ["T", pushes((reader) => textOrBytes(reader.take(reader.int32LittleEndian())))],
      ["U", pushes((reader) => textOrBytes(reader.take(reader.byte())))],
      ["V", pushes((reader) => pythonUnicode(line(reader)))],
      ["X", pushes((reader) => textOrBytes(reader.take(reader.littleEndian(4))))],
      ["\x8c", pushes((reader) => textOrBytes(reader.take(reader.byte())))],
      ["\x8d", pushes((reader) => textOrBytes(reader.take(reader.length64LittleEndian())))],
      ["B", pushes((reader) => Buffer.from(reader.take(reader.littleEndian(4))))],
      ["C", pushes((reader) => Buffer.from(reader.take(reader.byte())))],
      ["\x8e", pushes((reader) => Buffer.from(reader.take(reader.length64LittleEndian())))],
      ["\x96", pushes((reader) => Buffer.from(reader.take(reader.length64LittleEndian())))],
      ["]", pushes(() => [])],
      [")", pushes(() => [])],
      ["\x8f", pushes(() => [])],
      ["}", pushes(() => ({}))],
      ["l", sinceMark((above) => above)],
      ["t", sinceMark((above) => above)],
      ["\x91", sinceMark((above) => above)],
      ["d", sinceMark((above, { budget }) => fillMap({}, above, budget))],
      ["\x85", tuple(1)],
      ["\x86", tuple(2)],
      ["\x87", tuple(3)],
      ["a", ({ stack }) => stack.append([stack.pop()])],
      ["e", ({ stack }) => stack.append(stack.sinceMark())],
      ["\x90", ({ stack }) => stack.append(stack.sinceMark())],
      ["s", ({ stack, budget }) => stack.setItems([stack.pop(), stack.pop()].reverse(), budget)],
      ["u", ({ stack, budget }) => stack.setItems(stack.sinceMark(), budget)],
      ["p", ({ reader, stack }) => stack.remember(indexLine(reader))],
      ["q", ({ reader, stack }) => stack.remember(reader.byte())],
      ["r", ({ reader, stack }) => stack.remember(reader.littleEndian(4))],
      ["\x94", ({ stack }) => stack.remember()],
      ["g", ({ reader, stack }) => stack.recall(indexLine(reader))],
      ["h", ({ reader, stack }) => stack.recall(reader.byte())],
      ["j", ({ reader, stack }) => stack.recall(reader.littleEndian(4))],
      ["c", (machine) => machine.stack.push(globalOf(machine, line(machine.reader), line(machine.reader)))],
      [
        "\x93",
        (machine) =>
          machine.stack.push(
            globalOf(machine, ...([machine.stack.pop(), machine.stack.pop()].reverse() as [unknown, unknown])),
          ),
      ],
      ["R", call],
      ["\x81", call],
      [
        "\x92",
        ({ stack, objects }) => {
          stack.pop();
          const args = stack.pop();
          stack.push(objects.made(stack.pop(), args));
        },
      ],
      [
        "i",
        (machine) => {
          const called = globalOf(machine, line(machine.reader), line(machine.reader));
          machine.stack.push(machine.objects.made(called, machine.stack.sinceMark()));
        },
      ],
      ["o", sinceMark(([called, ...args], { objects }) => objects.made(called, args))],
      [
        "b",
        ({ stack, objects }) => {
          const state = stack.pop();
          objects.build(stack.top(), state);
        },
      ],
      ["P", ({ reader, objects, stack }) => stack.push(objects.named(`persistent ${line(reader).slice(0, 100)}`))],
      [
        "Q",
        ({ objects, stack }) => {
          stack.pop();
          stack.push(objects.named("persistent"));
        },
      ],
      [
        "\x80",
        ({ reader }) => {
          if (reader.byte() > 5) throw new Undecodable("its protocol is newer than 5");
        },
      ],
      // A frame only says how much follows.
      ["\x95", ({ reader }) => void reader.length64LittleEndian()],
    ] satisfies [string, Run][]
  ).map(([opcode, run]) => [opcode.charCodeAt(0), run]),
);
