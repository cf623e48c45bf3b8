import { createHash } from 'node:crypto';
import { encodeWord, foldLines, isPlainText, quoteString } from 'nodemailer/lib/mime-funcs';
import type { Composed } from '../wording/wording.ts';
import { quotedPrintable } from './quoted-printable.ts';

export interface Mailbox {
  readonly name?: string | undefined;
  readonly email: string;
}

/** What calendar programs read of a letter (RFC 6047). */
export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  /** An iCalendar object, whose own METHOD is the same. */
  readonly content: string;
  /** Where what a calendar program answers is read, if anywhere. */
  readonly answerTo?: string;
}

/** A letter with everything that makes it a message. */
export interface Message extends Composed {
  readonly from: Mailbox;
  readonly to: Mailbox;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** Further headers; their values are ASCII without line ends. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly calendar?: CalendarPart | undefined;
}

/** `Name <address>` taken apart. */
export const mailboxOf = (text: string): Mailbox => {
  const [, name, email = text] = /^(.*) <(.*)>$/.exec(text) ?? [];
  return { name, email };
};

const encoded = (text: string): string => (isPlainText(text) ? text : encodeWord(text, 'Q', 52));

const addressed = ({ name, email }: Mailbox): string => {
  if (!name) return email;
  return `${isPlainText(name, true) ? quoteString(name) : encodeWord(name, 'Q', 52)} <${email}>`;
};

const part = (type: string, content: string, parameter = ''): string =>
  [
    `Content-Type: text/${type}; charset=utf-8${parameter}`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(content),
  ].join('\r\n');

/** The message as it goes over the wire (RFC 5322): its text, its HTML as the alternative, and last what calendars read. */
export const mimeOf = (message: Message): Buffer => {
  const { from, to, subject, text, html, messageId, date, headers = {}, calendar } = message;
  const boundary = `skein-${createHash('sha256').update(messageId).digest('hex').slice(0, 40)}`;
  const lines = [
    foldLines(`From: ${addressed(from)}`),
    foldLines(`To: ${addressed(to)}`),
    foldLines(`Subject: ${encoded(subject)}`),
    ...(calendar?.answerTo === undefined ? [] : [`Reply-To: ${calendar.answerTo}`]),
    `Message-ID: ${messageId}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    part('plain', text),
    `--${boundary}`,
    part('html', html),
    ...(calendar ? [`--${boundary}`, part('calendar', calendar.content, `; method=${calendar.method}`)] : []),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
};
