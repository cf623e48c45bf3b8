import { randomUUID } from 'node:crypto';
import { decoded, fieldsOf, firstValue, headOf } from './head.ts';

/** What the index knows about a letter: enough to list, search and count it. */
export interface Letter {
  /** Arrival time, a counter within the millisecond and a UUID: sorts in order of arrival. */
  readonly id: string;
  /** The Message-ID header with its angle brackets, or null when the letter has none. */
  readonly messageId: string | null;
  /** The From header, decoded; the envelope sender when there is no such header. */
  readonly from: string;
  /** The recipients of the SMTP envelope, so Bcc is among them. */
  readonly to: readonly string[];
  readonly subject: string;
  /** When it arrived, ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** Bytes as kept, trace headers included. */
  readonly size: number;
}

/** Who a letter came from and who it is for, as SMTP told it. */
export interface Envelope {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** The name the client gave in EHLO, and its address. */
  readonly client: string;
}

const ID =
  /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-\d{4}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isLetterId = (text: string): boolean => ID.test(text);

/** When the letter with this id arrived, ISO 8601 in UTC. */
export const arrivalOf = (id: string): string =>
  id.replace(/-.*/, '').replace(ID_TIME, '$1-$2-$3T$4:$5:$6.$7Z');
const ID_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/;

/** Gives ids that only ever grow, even when the clock is set back; `now` is in milliseconds. */
export const letterIds = (now: () => number = Date.now) => {
  let last = 0;
  let counter = 0;
  return {
    next(): string {
      const time = Math.max(now(), last);
      counter = time === last ? counter + 1 : 0;
      // Four digits keep the ids sortable; a fuller millisecond borrows from the next one.
      last = counter > 9999 ? time + 1 : time;
      counter %= 10_000;
      const stamp = new Date(last).toISOString().replace(/[-:.]/g, '');
      return `${stamp}-${String(counter).padStart(4, '0')}-${randomUUID()}`;
    },
    /** Never again give an id that sorts at or before this one. */
    passed(id: string): void {
      last = Math.max(last, Date.parse(arrivalOf(id)) + 1);
    },
  };
};

/**
 * The trace headers a final delivery puts on top (RFC 5321 4.4, RFC 9228): they keep the envelope
 * with the letter, so that the index can be rebuilt from the files alone.
 */
export const traceHeaders = (id: string, { sender, recipients, client }: Envelope): string =>
  [
    `Return-Path: <${sender}>`,
    ...recipients.map((recipient) => `Delivered-To: ${recipient}`),
    `Received: from ${client} by skein-mailbox with ESMTP id ${id}; ${new Date(arrivalOf(id)).toUTCString()}`,
    '',
  ].join('\r\n');

/**
 * Reads a letter's index entry from its first bytes, which must hold the whole head.
 *
 * @param bytes the letter with its trace headers, or its beginning
 * @param size length of the whole letter in bytes
 */
export const letterFrom = (id: string, bytes: Buffer, size: number): Letter => {
  const fields = fieldsOf(headOf(bytes));
  const to: string[] = [];
  for (const { name, value } of fields) {
    // Below our own Received line a Delivered-To is the sender's claim, not our envelope.
    if (name === 'received') break;
    if (name === 'delivered-to') to.push(value);
  }
  const sender = firstValue(fields, 'return-path')?.replace(/^<|>$/g, '') ?? '';
  return {
    id,
    messageId: firstValue(fields, 'message-id') || null,
    from: decoded(firstValue(fields, 'from') ?? '') || sender,
    to,
    subject: decoded(firstValue(fields, 'subject') ?? ''),
    receivedAt: arrivalOf(id),
    size,
  };
};
