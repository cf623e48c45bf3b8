import { createServer } from 'node:net';
import {
  answersContract,
  erasureContract,
  questionSubject,
  repliesContract,
  tensionsContract,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { foundCommunity, type Member, putMembers, type Stage, startStage } from '../../testing/stage.ts';

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
};

let stage: Stage;
let port: number;
beforeAll(async () => {
  port = await freePort();
  stage = await startStage({ SKEIN_MAIL_IN_DOMAIN: 'in.example.org', SKEIN_MAIL_IN_PORT: String(port) });
});
afterAll(() => stage.stop());

type Asked = z.output<typeof repliesContract.questions.takeReply.question>;

/** Stands in for the meeting service while `work` is done; gives what it was asked. */
const whileMeetingListens = async (work: () => Promise<void>): Promise<Asked[]> => {
  const asked: Asked[] = [];
  const { takeReply } = repliesContract.questions;
  const subject = questionSubject(stage.environment.SKEIN_PREFIX ?? '', '*', takeReply);
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      asked.push(takeReply.question.parse(message.json()));
      message.respond(JSON.stringify({ answer: { outcome: 'taken' } }));
    },
  });
  await stage.side.nats.connection.flush();
  await work();
  subscription.unsubscribe();
  return asked;
};

const send = (to: string, raw: string, from = 'ada@example.org') =>
  createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail({
    envelope: { from, to: [to] },
    raw,
  });

const replyFrom = (email: string, rest: { from?: string; headers?: string[] } = {}) =>
  [
    `From: Ada Lindqvist <${rest.from ?? email}>`,
    'Subject: Accepted: Monthly call',
    'MIME-Version: 1.0',
    ...(rest.headers ?? []),
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Ada has accepted.',
    '--b',
    'Content-Type: text/calendar; charset=utf-8; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Other//EN',
        'METHOD:REPLY',
        'BEGIN:VEVENT',
        'UID:meeting@letters.example.org',
        'DTSTAMP:20261128T120000Z',
        'SEQUENCE:3',
        'RECURRENCE-ID:20261204T093000Z',
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${email}`,
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    ).toString('base64'),
    '--b--',
    '',
  ].join('\r\n');

const entry = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Skein//Skein//EN',
  'BEGIN:VEVENT',
  'UID:meeting@letters.example.org',
  'SEQUENCE:3',
  'DTSTAMP:20261128T120000Z',
  'DTSTART:20261204T093000Z',
  'SUMMARY:Call',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

/** Has somebody get an invitation, and gives the address at which answers to it are read. */
const invite = async (member: Member): Promise<string> => {
  const { letters } = answersContract.questions;
  const subject = questionSubject(stage.environment.SKEIN_PREFIX ?? '', '*', letters);
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const link = 'https://letters.example.org/meeting#token=t';
      const about = { startsAt: '2026-12-04T09:30:00.000Z', minutes: 60, title: 'Call', entry };
      const said = [{ person: member.id, state: 'seated', link }];
      message.respond(JSON.stringify({ answer: { letters: said, about } }));
    },
  });
  const meeting = newId();
  const data = { meeting, community: newId(), person: member.id, state: 'seated' as const };
  const given = { subject: `${member.id}.${meeting}`, version: 1, data };
  await stage.side.publish(answersContract.events.answerGiven, given);
  const letter = await stage.mailbox.waitFor((one) => one.to.includes(member.email));
  subscription.unsubscribe();
  const raw = await (await fetch(`${stage.mailbox.url}/letters/${letter.id}/source`)).text();
  const [, address = ''] = /^Reply-To: (\S+)\r$/m.exec(raw) ?? [];
  expect(raw.replaceAll(/=\r\n|\r\n /g, '')).toContain(`mailto:${address}`);
  return address;
};

let ada: Member;
let address: string;
beforeEach(async () => {
  if (ada) return;
  [ada] = (await putMembers(stage, 1)) as [Member];
  address = await invite(ada);
});

describe('mail that comes in', () => {
  it('hands the answer of a calendar program to meetings, before it says that it is taken', async () => {
    expect(address).toMatch(/^answer-[a-z2-7]{26}@in\.example\.org$/);
    const asked = await whileMeetingListens(async () => {
      await send(address, replyFrom(ada.email));
      // In other letters, from another address of theirs, or by a program that says so of itself.
      await send(address.toUpperCase(), replyFrom(ada.email, { from: 'other@example.org' }));
      await send(address, replyFrom(ada.email, { headers: ['Auto-Submitted: auto-generated'] }));
    });
    const said = {
      ...{ network: 'testing', person: ada.id, uid: 'meeting@letters.example.org', answer: 'yes' },
      ...{ sequence: 3, stamp: '2026-11-28T12:00:00.000Z' },
      recurrence: { at: '2026-12-04T09:30:00.000Z' },
    };
    expect(asked).toEqual([said, said, said]);
  });

  it('tells whose answer it is where an invitation was passed on', async () => {
    const asked = await whileMeetingListens(async () => {
      await send(address, replyFrom('gus@example.org'));
    });
    expect(asked).toMatchObject([
      { person: ada.id, from: { email: 'gus@example.org', name: 'Ada Lindqvist' } },
    ]);
  });

  it('is to be sent again while meetings cannot take it, and nothing of it is kept', async () => {
    await expect(send(address, replyFrom(ada.email))).rejects.toMatchObject({ responseCode: 451 });
    const { db } = stage.service.context;
    const named = (await db.listCollections().toArray()).map(({ name }) => name);
    for (const name of named) {
      const rows = JSON.stringify(await db.collection(name).find({}).toArray());
      expect(rows, name).not.toContain('Ada has accepted');
    }
  });

  it('is refused with why where nobody would read it, and taken and dropped where no person wrote it', async () => {
    const letter = (...headers: string[]) =>
      ['From: a@example.org', ...headers, '', 'I am away.'].join('\r\n');
    await expect(send('answer-nobody@in.example.org', letter())).rejects.toMatchObject({ responseCode: 550 });
    await expect(send('letters@example.org', letter())).rejects.toMatchObject({ responseCode: 550 });
    await expect(send(address, letter('Subject: Hello'))).rejects.toMatchObject({
      responseCode: 550,
      response: expect.stringContaining('Only the answers of calendar programs'),
    });
    await send(address, letter('Auto-Submitted: auto-replied'));
    await send(address, letter(), '');
    await expect(
      send(address, letter(`X: ${'x'.repeat(900)}`, '', 'x\r\n'.repeat(400_000))),
    ).rejects.toMatchObject({
      responseCode: 552,
    });
  });

  it('raises what a member writes from their own address to that for a community', async () => {
    const community = await foundCommunity(stage, 'Care homes');
    const as = await stage.side.tokenFor({ person: ada.id, communities: { [community]: 'member' } });
    const read = await call<{ address: string }>(stage.service.url, 'GET', `/mail-addresses/${community}`, {
      as,
    });
    const to = read.body.address;
    expect(to).toMatch(/\.[a-z2-7]{26}@in\.example\.org$/);
    const { raiseByMail } = tensionsContract.questions;
    const asked: unknown[] = [];
    const subject = questionSubject(stage.environment.SKEIN_PREFIX ?? '', '*', raiseByMail);
    const subscription = stage.side.nats.connection.subscribe(subject, {
      callback: (_failure, message) => {
        asked.push(message.json());
        message.respond(JSON.stringify({ answer: { outcome: 'raised' } }));
      },
    });
    await stage.side.nats.connection.flush();
    const letter = (from: string, title = 'Re: No tea', text = 'A kettle.\r\n> quoted\r\n-- \r\nAda') =>
      [`From: ${from}`, `Subject: ${title}`, '', text].join('\r\n');
    await send(to, letter(ada.email));
    expect(asked).toEqual([
      {
        ...{ network: 'testing', person: ada.id, community, title: 'No tea', wouldHelp: 'A kettle.' },
        letter: expect.any(String),
      },
    ]);
    const no = (raw: string) => expect(send(to, raw)).rejects.toMatchObject({ responseCode: 550 });
    await no(letter('mallory@example.org'));
    await no(letter(ada.email, ''));
    await no(letter(ada.email, 'Too long', 'x'.repeat(2001)));
    expect(asked).toHaveLength(1);
    subscription.unsubscribe();
  });

  it('finds nobody once they are forgotten', async () => {
    await stage.side.publish(erasureContract.events.personErased, {
      subject: ada.id,
      version: 1,
      data: { person: ada.id },
    } as never);
    await until('the address to be gone', async () => {
      const left = await stage.service.context.db.collection('reply_addresses').countDocuments();
      return left === 0;
    });
    await expect(send(address, replyFrom(ada.email))).rejects.toMatchObject({ responseCode: 550 });
  });
});
