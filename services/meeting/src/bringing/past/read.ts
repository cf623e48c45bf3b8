import { type LinePlace, type Refusal, refuse } from '@skein/contracts';
import { composePast, type Line, linesOf, type PastRecord, placeLines, withPlaces } from '@skein/records';
import { reading } from '../chats/read.ts';

/** Notes as they are read, line for line. */
export interface PastReading {
  readonly lines: readonly Line[];
  readonly record: PastRecord;
}

const mostLines = 10_000;

/** The record that notes make, with the places that somebody chose for their lines. */
export const readPast = (text: string, places?: readonly LinePlace[]): PastReading | Refusal =>
  reading(() => {
    const lines = linesOf(text);
    if (lines.length > mostLines)
      return refuse('invalid-request', `Notes of at most ${mostLines} lines are taken in at once.`, [
        'text',
        `has ${lines.length} lines`,
      ]);
    if (places && places.length !== lines.length)
      return refuse('invalid-request', 'Each line has one place: look at the preview again.', [
        'places',
        `are ${places.length} for ${lines.length} lines`,
      ]);
    return { lines, record: composePast(lines, places ? withPlaces(lines, places) : placeLines(lines)) };
  });

/** Everybody whom a record names, in the order in which it does. */
export const namesOf = ({ present, apologies, cases, steps, statements, chat }: PastRecord): string[] => [
  ...new Set([
    ...[...present, ...apologies].map(({ text }) => text),
    ...cases.flatMap(({ by }) => by ?? []),
    ...steps.flatMap(({ owners, leads }) => [...leads, ...owners]),
    ...statements.flatMap(({ marks }) => marks.flatMap(({ by }) => by ?? [])),
    ...chat.messages.map(({ from }) => from),
  ]),
];
