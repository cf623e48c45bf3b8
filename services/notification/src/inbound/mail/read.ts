import { EmailAddress, personName } from '@skein/contracts';
import { type ParsedMail, simpleParser } from 'mailparser';
import { type CalendarReply, repliesIn } from './calendar-reply.ts';

/** What is read of a letter that came in; nothing else of it is kept even for a moment longer. */
export interface Incoming {
  /** What its writer’s program calls it, so that it is known when it comes again. */
  readonly id?: string;
  readonly from?: { readonly email: string; readonly name?: string };
  /** No person wrote it: away from the office, a list, a bounce. */
  readonly isAutomatic: boolean;
  readonly subject: string;
  readonly text: string;
  readonly replies: readonly CalendarReply[];
}

const senderOf = ({ from }: ParsedMail): Incoming['from'] => {
  const [sender, another] = from?.value ?? [];
  const email = EmailAddress.safeParse(sender?.address);
  if (!email.success || another) return undefined;
  const name = personName(200).safeParse(sender?.name);
  return { email: email.data, ...(name.success && { name: name.data }) };
};

const headerOf = ({ headers }: ParsedMail, name: string): string => {
  const value = headers.get(name);
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
};

const isAutomatic = (mail: ParsedMail): boolean => {
  const submitted = headerOf(mail, 'auto-submitted');
  return (
    (submitted !== '' && submitted !== 'no') ||
    /^(?:bulk|junk|list|auto_reply)/.test(headerOf(mail, 'precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-reply-from', 'list-id'].some((name) => mail.headers.has(name))
  );
};

/** Reads a letter as it came over the wire; `sender` is the address that its bounces would go to. */
export const readMail = async (source: Buffer, sender: string): Promise<Incoming> => {
  const mail = await simpleParser(source, {
    skipHtmlToText: false,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: 500_000,
  });
  const from = senderOf(mail);
  const calendars = mail.attachments.filter(({ contentType }) => contentType === 'text/calendar');
  return {
    ...(mail.messageId && { id: mail.messageId }),
    ...(from && { from }),
    isAutomatic: sender === '' || isAutomatic(mail),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    replies: calendars.flatMap(({ content }) => repliesIn(content.toString('utf8'))),
  };
};
