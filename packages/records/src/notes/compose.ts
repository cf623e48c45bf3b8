import type { LinePlace as Place } from '@skein/contracts';
import { chatReader } from '../chat/read.ts';
import type { Line } from '../lines.ts';
import { linkHarvest } from '../links.ts';
import { dayIn } from './dates.ts';
import { afterApologies, afterPresent, plain, titleIn } from './headings.ts';
import { namesIn, whoAmong } from './names.ts';
import type { PastRecord, PastStep } from './record.ts';
import { stepsOf } from './steps.ts';
import { type Draft, takes, titleOf } from './takes.ts';

/** What is made of these is looked at for all of their lines together. */
const together: readonly Place[] = ['table', 'chat', 'withheld', 'notes'];

/** The runs of lines of a table; an empty line ends a row, and not the table. */
const runsOf = (lines: readonly Line[], places: readonly Place[]): Line[][] => {
  const runs: Line[][] = [];
  let blanks: Line[] | undefined;
  for (const [at, line] of lines.entries()) {
    if (places[at] === 'table') {
      if (blanks) runs.at(-1)?.push(...blanks, line);
      else runs.push([line]);
      blanks = [];
    } else if (places[at] === 'blank') blanks?.push(line);
    else blanks = undefined;
  }
  return runs;
};

/** The steps of all tables; what is no table becomes notes. */
const tables = (lines: readonly Line[], places: Place[]): PastStep[] =>
  runsOf(lines, places).flatMap((run) => {
    const { steps, left } = stepsOf(run);
    for (const number of left) places[number - 1] = 'notes';
    return steps;
  });

const chatOf = (lines: readonly Line[], places: Place[]) => {
  const reader = chatReader();
  for (const [at, line] of lines.entries()) {
    if (places[at] !== 'chat' && places[at] !== 'withheld' && places[at] !== 'blank') continue;
    if (places[at] !== 'blank') places[at] = 'chat';
    reader.take(line);
  }
  const chat = reader.end();
  for (const number of chat.unread) places[number - 1] = 'notes';
  for (const number of chat.withheldLines) places[number - 1] = 'withheld';
  return chat;
};

/** The lines left, and `also` these, with an empty one where there were any. */
export const notesWith = (
  lines: readonly Line[],
  places: readonly Place[],
  also: ReadonlySet<number> = new Set(),
): string => {
  const kept: string[] = [];
  let gap = false;
  for (const [at, { number, text }] of lines.entries()) {
    if (places[at] === 'blank') gap = kept.length > 0;
    if (places[at] !== 'notes' && !also.has(number)) continue;
    if (gap) kept.push('');
    gap = false;
    kept.push(text.trimEnd());
  }
  return kept.join('\n');
};

const linksOf = (lines: readonly Line[], places: readonly Place[], chat: PastRecord['chat']) => {
  const harvest = linkHarvest();
  for (const [at, { number: line, text }] of lines.entries()) {
    if (places[at] === 'withheld') continue;
    const message =
      places[at] === 'chat'
        ? chat.messages.find(({ lines: [from, to] }) => line >= from && line <= to)
        : undefined;
    const told =
      places[at] === 'title' && titleOf(text) !== plain(text) ? (titleIn(text)?.before ?? '') : text;
    harvest.take(told, { line, ...(message && { by: message.from, at: message.at }) });
  }
  return harvest.links();
};

const attendees = (lines: readonly Line[], places: readonly Place[]): string[] =>
  lines.flatMap(({ text }, at) => {
    if (places[at] === 'present') return namesIn(afterPresent(text) ?? plain(text));
    return places[at] === 'apologies' ? namesIn(afterApologies(text) ?? plain(text)) : [];
  });

/**
 * The record that lines make with these places. A line that says nothing of the kind that it is placed as is kept in
 * the notes, so nothing is lost, and all that the record says stands in the document.
 */
export const composePast = (lines: readonly Line[], placed: readonly Place[]): PastRecord => {
  const places = lines.map(
    (line, at): Place =>
      line.text.trim() === '' && placed[at] !== 'table' ? 'blank' : (placed[at] ?? 'notes'),
  );
  const draft: Draft = {
    ...{ present: [], apologies: [], agenda: [], reading: [], cases: [], statements: [] },
    who: whoAmong(attendees(lines, places)),
  };
  for (const [at, line] of lines.entries()) {
    const place = places[at] ?? 'notes';
    if (!together.includes(place) && !takes[place]?.(draft, line)) places[at] = 'notes';
  }
  const steps = tables(lines, places);
  const chat = chatOf(lines, places);
  const { who: _, ...record } = draft;
  const day = draft.title && dayIn(draft.title.text);
  return {
    ...record,
    ...(day && { day }),
    steps,
    chat,
    links: linksOf(lines, places, chat),
    notes: notesWith(lines, places),
    places,
  };
};
