import type { JsMsg, StoredMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { type DeadLetter, deadLetterStream, deadLetterSubject, type Refusal, refuse } from '@skein/contracts';
import { newId } from '../ids.ts';
import type { Nats } from './nats.ts';

/** A message as `DEAD_LETTERS` keeps it. */
interface Buried {
  readonly consumer: string;
  readonly stream: string;
  readonly subject: string;
  readonly reason: string;
  readonly deliveries: number;
  readonly at: string;
  readonly contentType: string;
  readonly payload: string;
}

// A bucket's subjects are `$KV.<bucket>.<network>.<key>`, all others `<prefix>.<network>.…`.
const networkOf = (subject: string): string => {
  const parts = subject.split('.');
  return (parts[0] === '$KV' ? parts[2] : parts[1]) ?? 'unknown';
};

/** Copies a message to `DEAD_LETTERS` with its reason; once that is acknowledged, ends the message itself. */
export const bury = async (
  nats: Nats,
  prefix: string,
  consumer: string,
  message: JsMsg,
  reason: string,
): Promise<void> => {
  const { stream, streamSequence, deliveryCount } = message.info;
  const buried: Buried = {
    consumer,
    stream,
    subject: message.subject,
    reason,
    deliveries: deliveryCount,
    at: new Date().toISOString(),
    contentType: message.headers?.get('Content-Type') ?? '',
    payload: message.string(),
  };
  await nats.js.publish(
    deadLetterSubject(prefix, networkOf(message.subject), consumer),
    JSON.stringify(buried),
    {
      msgID: `${consumer}:${stream}:${streamSequence}`,
    },
  );
  message.term(reason.slice(0, 200));
};

/** As much of a message as a page shows of it, characters. */
const shown = 4_000;

const described = (sequence: number, buried: Buried, most = shown): DeadLetter => {
  const { event, type } = eventOf(buried.payload);
  return {
    sequence,
    consumer: buried.consumer,
    subject: buried.subject,
    ...(event && { event }),
    ...(type && { type }),
    reason: buried.reason,
    deliveries: buried.deliveries,
    at: buried.at,
    payload: buried.payload.slice(0, most),
  };
};

const eventOf = (payload: string): { event?: string; type?: string } => {
  try {
    const { id, type } = JSON.parse(payload);
    const isId = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return { ...(isId && { event: id }), ...(typeof type === 'string' && { type }) };
  } catch {
    return {};
  }
};

const unknownLetter = (sequence: number): Refusal =>
  refuse('not-found', `There is no dead letter ${sequence}.`);

const stored = async (
  nats: Nats,
  prefix: string,
  network: string,
  sequence: number,
): Promise<StoredMsg | undefined> => {
  const message = await nats.jsm.streams
    .getMessage(deadLetterStream(prefix), { seq: sequence })
    .catch(() => null);
  return message && networkOf(message.subject) === network ? message : undefined;
};

/** One dead letter of a network. */
export const findDeadLetter = async (
  nats: Nats,
  prefix: string,
  network: string,
  sequence: number,
): Promise<DeadLetter | Refusal> => {
  const message = await stored(nats, prefix, network, sequence);
  return message ? described(sequence, message.json<Buried>()) : unknownLetter(sequence);
};

/** The dead letters of a network from a sequence on, oldest first, with the sequence to go on from. */
export const listDeadLetters = async (
  nats: Nats,
  prefix: string,
  network: string,
  after: number,
  limit: number,
  payloadCharacters = shown,
): Promise<{ items: DeadLetter[]; next?: number }> => {
  const items: DeadLetter[] = [];
  let sequence = after;
  while (items.length < limit) {
    const message = await nats.jsm.direct
      .getMessage(deadLetterStream(prefix), {
        seq: sequence + 1,
        next_by_subj: deadLetterSubject(prefix, network, '>'),
      })
      .catch(() => null);
    if (!message) return { items };
    sequence = message.seq;
    items.push(described(sequence, message.json<Buried>(), payloadCharacters));
  }
  return { items, next: sequence };
};

/** Publishes a dead letter's message again, as a new message with the same event, and takes it off the list; its bytes are overwritten. */
export const replayDeadLetter = async (
  nats: Nats,
  prefix: string,
  network: string,
  sequence: number,
): Promise<{ sequence: number } | Refusal> => {
  const message = await stored(nats, prefix, network, sequence);
  if (!message) return unknownLetter(sequence);
  const buried = message.json<Buried>();
  // As the latest entry it would take the place of what has come since.
  if (buried.subject.startsWith('$KV.'))
    return refuse(
      'conflict',
      `An entry of a bucket is not published again. Build the read model of ${buried.consumer} anew (npm run rebuild), then drop this.`,
    );
  const header = headers();
  if (buried.contentType) header.set('Content-Type', buried.contentType);
  header.set('Skein-Replay-Of', String(sequence));
  await nats.js.publish(buried.subject, buried.payload, { msgID: newId(), headers: header });
  await nats.jsm.streams.deleteMessage(deadLetterStream(prefix), sequence, true);
  return { sequence };
};

/** Puts a dead letter with another payload in the place of one, whose bytes are overwritten. */
export const amendDeadLetter = async (
  nats: Nats,
  prefix: string,
  network: string,
  sequence: number,
  payload: string,
): Promise<void> => {
  const message = await stored(nats, prefix, network, sequence);
  if (!message) return;
  const buried = JSON.stringify({ ...message.json<Buried>(), payload });
  await nats.js.publish(message.subject, buried, { msgID: `amended:${sequence}` });
  await nats.jsm.streams.deleteMessage(deadLetterStream(prefix), sequence, true);
};

/** Gives a dead letter up; its bytes are overwritten. */
export const dropDeadLetter = async (
  nats: Nats,
  prefix: string,
  network: string,
  sequence: number,
): Promise<undefined | Refusal> => {
  if (!(await stored(nats, prefix, network, sequence))) return unknownLetter(sequence);
  await nats.jsm.streams.deleteMessage(deadLetterStream(prefix), sequence, true);
  return undefined;
};
