import { simpleParser } from 'mailparser';
import { decoded, fieldsOf, headOf } from './head.ts';
import type { Letter } from './letter.ts';
import { linksIn } from './links.ts';

interface AttachmentSummary {
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** A letter opened: what its recipient would see. */
export interface OpenedLetter extends Letter {
  /** Every header, the name in lower case, values decoded and in their order. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The plain text part, or null when the letter has none. */
  readonly text: string | null;
  /** The HTML part, images it embeds as data: URLs, or null. It is not sanitized. */
  readonly html: string | null;
  /** Every address the letter links to, once each, first the HTML's. */
  readonly links: readonly string[];
  readonly attachments: readonly AttachmentSummary[];
  /** Why the body could not be read; the source always can. */
  readonly unreadable: string | null;
}

const headersOf = (source: Buffer): Record<string, string[]> => {
  const values = new Map<string, string[]>();
  for (const { name, value } of fieldsOf(headOf(source))) {
    values.set(name, [...(values.get(name) ?? []), decoded(value)]);
  }
  return Object.fromEntries(values);
};

const bodyOf = async (source: Buffer) => {
  try {
    // Only what was sent: no text made from HTML or HTML made from text.
    const mail = await simpleParser(source, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      checksumAlgo: false,
    });
    const attachments = mail.attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? '(no name)',
      type: contentType,
      size,
    }));
    return { text: mail.text ?? null, html: mail.html || null, attachments, unreadable: null };
  } catch (error) {
    const unreadable = error instanceof Error ? error.message : String(error);
    return { text: null, html: null, attachments: [], unreadable };
  }
};

/** Opens a letter: parses its headers and body from the source. Never fails: see `unreadable`. */
export const openLetter = async (letter: Letter, source: Buffer): Promise<OpenedLetter> => {
  const body = await bodyOf(source);
  return { ...letter, headers: headersOf(source), ...body, links: linksIn(body.html, body.text) };
};
