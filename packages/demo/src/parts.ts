import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

/** What the first start noted, so that a later one goes on from there. */
const Notes = z.object({
  begun: z.string(),
  members: z.number(),
  /** The parts of the demonstration that are loaded, by their names. */
  parts: z.array(z.string()).default([]),
  /** What an earlier version noted instead. */
  loaded: z.boolean().optional(),
  belonging: z.boolean().optional(),
  assessed: z.boolean().optional(),
});

export interface Notes {
  readonly begun: string;
  readonly members: number;
  readonly parts: readonly string[];
}

/** What the first start loads; parts that came later have names of their own, and are loaded once each on what is there. */
export const firstPart = 'network';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The notes of a folder; undefined where nothing was begun, or nothing can be told of it. */
export const readNotes = async (file: string): Promise<Notes | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = Notes.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { begun, members, parts, loaded, belonging, assessed } = read.data;
  const noted = { [firstPart]: loaded, belonging, maturity: assessed };
  const before = Object.entries(noted).flatMap(([name, done]) => (done ? [name] : []));
  return { begun, members, parts: [...new Set([...before, ...parts])] };
};

export const writeNotes = async (file: string, notes: Notes): Promise<void> => {
  await writeFile(`${file}.new`, JSON.stringify(notes));
  await rename(`${file}.new`, file);
};

/** A part of the demonstration that was added after others had been loaded already. */
export interface Part {
  readonly name: string;
  readonly load: () => Promise<void>;
}

/**
 * Loads the parts that are not loaded yet, and returns those that now are. Data of an earlier version may be such that a
 * part finds no place in it: that is said, and the installation is up all the same.
 */
export const loadParts = async (
  later: readonly Part[],
  {
    done,
    note,
    report,
  }: {
    readonly done: readonly string[];
    readonly note: (done: readonly string[]) => Promise<void>;
    readonly report: (line: string) => void;
  },
): Promise<readonly string[]> => {
  let loaded = done;
  for (const { name, load } of later.filter((part) => !done.includes(part.name))) {
    try {
      await load();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      report(`The part “${name}” of the demonstration does not fit the data of an earlier version: ${why}`);
      report(
        'All else is as it was. It is tried again at the next start; npm run reset begins with all parts.',
      );
      continue;
    }
    loaded = [...loaded, name];
    await note(loaded);
  }
  return loaded;
};
