import type { AgendaPart } from '@skein/contracts';
import { findPresentation } from '@skein/known';
import type { Reader } from '@skein/service-kit';
import type { z } from 'zod';
import { hasUsualParts, partsFor } from './decide.ts';
import { findTemplate } from './store.ts';

/** The parts of a community’s calls, for one of so many minutes. */
export const templateOf = async (reader: Reader, community: string, minutes: number) => {
  const saved = await findTemplate(reader, community);
  const languages = saved ? undefined : (await findPresentation(reader))?.languages;
  return { parts: partsFor(saved, languages, minutes), saved: saved !== null, version: saved?.version ?? 0 };
};

interface Planned {
  readonly community: string;
  readonly kind: string;
  readonly minutes: number;
  readonly allDay?: true | undefined;
  readonly agenda: z.infer<typeof AgendaPart>[];
  readonly usualAgenda?: true | undefined;
}

/** Gives meetings that are planned, and have no parts of their own, those of their community’s calls. */
export const withUsualParts = async <T extends Planned>(reader: Reader, rows: readonly T[]): Promise<T[]> => {
  const found: T[] = [];
  const known = new Map<string, Planned['agenda']>();
  for (const row of rows) {
    if (!(row.usualAgenda && hasUsualParts(row))) {
      found.push(row);
      continue;
    }
    const key = `${row.community} ${row.minutes}`;
    const agenda = known.get(key) ?? (await templateOf(reader, row.community, row.minutes)).parts;
    known.set(key, agenda);
    found.push({ ...row, agenda });
  }
  return found;
};
