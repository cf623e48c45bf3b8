export { type Chat, type ChatMessage, chatReader, readChat, readChatText } from './chat/read.ts';
export { type Line, linesIn, linesOf, longestLine, UnreadableRecord } from './lines.ts';
export { type Link, linksIn } from './links.ts';
export { composePast, notesWith } from './notes/compose.ts';
export { daysIn, startWithDay, type WrittenDay } from './notes/dates.ts';
export { placeLines, withPlaces } from './notes/place.ts';
export type { PastCase, PastRecord, PastStatement, PastStep, Said } from './notes/record.ts';
