import type { LinePlace as Place } from '@skein/contracts';
import { readHead } from '../chat/heads.ts';
import { type Chat, chatReader } from '../chat/read.ts';
import type { Line } from '../lines.ts';
import { caseIn } from './cases.ts';
import {
  afterApologies,
  afterInsights,
  afterObservations,
  afterPresent,
  afterReading,
  isBullet,
  isChatHeading,
  isLinkAlone,
  plain,
  type Section,
  sectionOf,
  statementIn,
  timedPart,
  titleIn,
} from './headings.ts';
import { marksIn } from './marks.ts';
import { namesIn, whoAmong } from './names.ts';
import { tableEnd } from './table.ts';

/** What is known of a document at one of its lines, from those above. */
interface Reading {
  readonly lines: readonly Line[];
  section: Section;
  /** The list that goes on until an empty line. */
  list: 'present' | 'apologies' | 'reading' | undefined;
  /** What plain lines of a case are taken for; none is open before the first. */
  told: 'situation' | 'insight' | undefined;
  titled: boolean;
  scored: boolean;
  /** Everybody of whom it says that they were there, or could not be. */
  readonly people: string[];
}

type Rule = (text: string, reading: Reading, at: number) => Place | undefined;

const openings = 8;

const title: Rule = (text, reading, at) => {
  if (reading.titled || at >= openings || !titleIn(text)) return undefined;
  reading.titled = true;
  return 'title';
};

const enter = (reading: Reading, section: Section): void => {
  reading.section = section;
  reading.list = undefined;
  reading.told = undefined;
  reading.scored = false;
};

const part: Rule = (text, reading) => {
  if (!timedPart(text)) return undefined;
  enter(reading, sectionOf(text) ?? 'none');
  return 'part';
};

const attendance: Rule = (text, reading) => {
  for (const [list, after] of [
    ['present', afterPresent],
    ['apologies', afterApologies],
  ] as const) {
    const names = after(text);
    if (names === undefined) continue;
    reading.list = names ? undefined : list;
    reading.people.push(...namesIn(names));
    return names ? list : 'heading';
  }
  return undefined;
};

const recommended: Rule = (text, reading) => {
  const first = afterReading(text);
  if (first === undefined) return undefined;
  reading.list = 'reading';
  return first ? 'reading' : 'heading';
};

const section: Rule = (text, reading) => {
  const begins = sectionOf(text);
  if (!begins) return undefined;
  enter(reading, begins);
  return 'notes';
};

const isNameLike = (text: string): boolean => {
  const said = plain(text);
  return (
    said.length <= 60 &&
    /^[·•*–-]?\s*\p{L}[\p{L}\p{M}\s.,'’()-]*$/u.test(said) &&
    said.split(/\s+/u).length <= 6
  );
};

const listed: Rule = (text, reading) => {
  const { list } = reading;
  if (!list || list === 'reading') return list;
  if (!isNameLike(text)) {
    reading.list = undefined;
    return undefined;
  }
  reading.people.push(...namesIn(plain(text)));
  return list;
};

const linkAlone: Rule = (text) => (isLinkAlone(text) ? 'link' : undefined);

/** A case: `Ann - what happened`, by somebody who was there; then what is said of it. */
const told: Rule = (text, reading) => {
  if (reading.section !== 'cases') return undefined;
  if (caseIn(text, whoAmong(reading.people))?.by) {
    reading.told = 'situation';
    return 'case';
  }
  if (!reading.told) return undefined;
  if (afterObservations(text) === '') return 'heading';
  if (afterInsights(text) !== undefined) {
    reading.told = 'insight';
    return 'insight';
  }
  if (isBullet(text)) return 'observation';
  return reading.told === 'situation' ? 'situation' : undefined;
};

const scored: Rule = (text, reading) => {
  if (reading.section !== 'check-out') return undefined;
  if (statementIn(text)) {
    reading.scored = true;
    return 'statement';
  }
  return reading.scored && marksIn(text, whoAmong(reading.people)) ? 'score' : undefined;
};

const rules: readonly Rule[] = [
  title,
  part,
  attendance,
  recommended,
  section,
  listed,
  linkAlone,
  told,
  scored,
];

const placeOf = (reading: Reading, at: number): Place => {
  const text = reading.lines[at]?.text ?? '';
  if (/^[\s·•*–-]*$/u.test(plain(text))) {
    reading.list = undefined;
    return 'blank';
  }
  for (const rule of rules) {
    const place = rule(text, reading, at);
    if (place) return place;
  }
  return 'notes';
};

const isHead = (text: string): boolean => {
  const head = readHead(text);
  return head !== undefined && head !== 'broken';
};

const isBlank = (line: Line | undefined): boolean => line?.text.trim() === '';

/** The lines of messages. One that goes on after two empty lines is notes again, which somebody wrote below the chat. */
const placeMessages = (chat: Chat, lines: readonly Line[], places: Place[]): void => {
  for (const { lines: span } of chat.messages) {
    let after: Place = 'chat';
    for (let at = span[0] - 1; at < span[1]; at += 1) {
      if (isBlank(lines[at]) && isBlank(lines[at - 1])) after = 'notes';
      if (!isBlank(lines[at])) places[at] = after;
    }
  }
};

const placeChat = (lines: readonly Line[], from: number, places: Place[]): void => {
  const reader = chatReader();
  for (const line of lines.slice(from)) reader.take(line);
  const chat = reader.end();
  places.push(...lines.slice(from).map((line): Place => (isBlank(line) ? 'blank' : 'notes')));
  placeMessages(chat, lines, places);
  for (const number of chat.withheldLines) places[number - 1] = 'withheld';
};

const isBeforeChat = (lines: readonly Line[], at: number): boolean => {
  const next = lines.slice(at + 1, at + 6).find((line) => !isBlank(line));
  return next !== undefined && isChatHeading(lines[at]?.text ?? '') && isHead(next.text);
};

/** Where each line of a document belongs, as far as that can be told; the rest is notes. */
export const placeLines = (lines: readonly Line[]): Place[] => {
  const reading: Reading = {
    ...{ lines, section: 'none', list: undefined, told: undefined, titled: false, scored: false, people: [] },
  };
  const places: Place[] = [];
  while (places.length < lines.length) {
    const at = places.length;
    const end = tableEnd(lines, at);
    if (isHead(lines[at]?.text ?? '')) placeChat(lines, at, places);
    else if (end !== undefined) {
      enter(reading, 'none');
      places.push(
        ...lines
          .slice(at, end)
          .map((line): Place => (isBlank(line) && line.text[0] !== '\t' ? 'blank' : 'table')),
      );
    } else places.push(isBeforeChat(lines, at) ? 'heading' : placeOf(reading, at));
  }
  return places;
};

/** The places that somebody chose for the lines of a document. What was to some alone stays withheld. */
export const withPlaces = (lines: readonly Line[], chosen: readonly Place[]): Place[] => {
  const own = placeLines(lines);
  return own.map((place, at) => (place === 'withheld' ? place : (chosen[at] ?? place)));
};
