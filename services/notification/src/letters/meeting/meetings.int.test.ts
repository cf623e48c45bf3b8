import { answersContract, type MeetingLetterPart, questionSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersOf, type Member, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const startsAt = '2026-12-04T09:30:00.000Z';
const entry = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Skein//Skein//EN',
  'BEGIN:VEVENT',
  'UID:meeting@letters.example.org',
  'SEQUENCE:3',
  'DTSTAMP:20261128T120000Z',
  'DTSTART:20261204T093000Z',
  'DTEND:20261204T110000Z',
  'SUMMARY:Tea \\; talk',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

/** Stands in for the meeting service: these people’s answers, and what was before. */
const answerAsMeeting = (
  states: ReadonlyMap<string, 'seated' | 'waiting' | 'maybe' | 'no'>,
): (() => void) => {
  const { letters } = answersContract.questions;
  const subject = questionSubject(stage.environment.SKEIN_PREFIX ?? '', '*', letters);
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { people, part } = letters.question.parse(message.json());
      const about = {
        ...{ startsAt, minutes: 90, zone: 'Europe/Stockholm', title: 'Tea ; talk', place: 'Library', entry },
        ...(part === 'cancelled' && { reason: 'Snow <everywhere>' }),
      };
      const said = people.flatMap((person) => {
        const state = states.get(person);
        return state ? [{ person, state, link: `https://letters.example.org/meeting#token=${person}` }] : [];
      });
      const before = { startsAt: '2026-12-03T09:30:00.000Z', minutes: 90, zone: 'Europe/Stockholm' };
      message.respond(JSON.stringify({ answer: { letters: said, about, before } }));
    },
  });
  return () => subscription.unsubscribe();
};

const due = (meeting: string, part: MeetingLetterPart, people: readonly Member[]) => {
  const notice = newId();
  const data = { notice, meeting, part, people: people.map(({ id }) => id) };
  const event = { subject: notice, version: 1, data };
  return stage.side.publish(answersContract.events.meetingNoticeDue, event).then(() => notice);
};

const settled = (cause: string, many: number) =>
  until('the letters to be settled', async () => {
    const rows = await lettersOf(stage, cause);
    return rows.length === many && rows.every(({ settledAt }) => settledAt) && rows;
  });

/** The parts of the letter to somebody, with what each says it is. */
const partsOf = async ({ email }: Member, subject: string) => {
  const letter = await stage.mailbox.waitFor((one) => one.to.includes(email) && one.subject === subject);
  const opened = await stage.mailbox.open(letter.id);
  const raw = await (await fetch(`${stage.mailbox.url}/letters/${letter.id}/source`)).text();
  const types = [...raw.matchAll(/^Content-Type: ([^\r\n]*)/gim)].map(([, type = '']) => type);
  const calendar = /Content-Type: text\/calendar[\s\S]*?\r?\n\r?\n([\s\S]*?)\r?\n--/.exec(raw)?.[1] ?? '';
  const decoded = Buffer.from(
    calendar
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
  return { opened, types, calendar: decoded };
};

describe('a letter about a meeting', () => {
  it('asks calendars to take it, as its last part, for its one reader alone', async () => {
    const [ada, ben] = (await putMembers(stage, 2, (index) => ({
      name: index ? 'Ben' : 'Ada "Countess" Åström',
    }))) as [Member, Member];
    const end = answerAsMeeting(
      new Map([
        [ada.id, 'seated'],
        [ben.id, 'maybe'],
      ]),
    );
    const meeting = newId();
    for (const { id } of [ada, ben]) {
      const data = { meeting, community: newId(), person: id, state: id === ada.id ? 'seated' : 'maybe' };
      const subject = `${id}.${meeting}`;
      await stage.side.publish(answersContract.events.answerGiven, {
        subject,
        version: 1,
        data: data as never,
      });
    }
    await settled(`${meeting}/answered/1`, 2);
    const { opened, types, calendar } = await partsOf(ada, 'You are coming: Tea ; talk');
    expect(types.map((type) => type.replace(/boundary=.*/, ''))).toEqual([
      'multipart/alternative; ',
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
      'text/calendar; charset=utf-8; method=REQUEST',
    ]);
    expect(opened?.text).toContain('4 December 2026 at 10:30 (Stockholm)');
    const read = new ICAL.Component(ICAL.parse(calendar));
    expect(read.getFirstPropertyValue('method')).toBe('REQUEST');
    const event = read.getFirstSubcomponent('vevent');
    const attendees = event?.getAllProperties('attendee') ?? [];
    expect(attendees.map((one) => one.getFirstValue())).toEqual([`mailto:${ada.email}`]);
    expect(attendees[0]?.getFirstParameter('partstat')).toBe('ACCEPTED');
    expect(event?.getFirstProperty('organizer')?.getFirstValue()).toBe('mailto:letters@example.org');
    expect(event?.getFirstPropertyValue('uid')).toBe('meeting@letters.example.org');
    expect(event?.getFirstPropertyValue('sequence')).toBe(3);
    expect((await partsOf(ben, 'You may come: Tea ; talk')).calendar).toContain('PARTSTAT=TENTATIVE');
    end();
  });

  it('names the old time beside the new, and takes a cancelled one out of the calendar; who waits has none', async () => {
    const [ada, ben, gone] = (await putMembers(stage, 3)) as [Member, Member, Member];
    const end = answerAsMeeting(
      new Map([
        [ada.id, 'seated'],
        [ben.id, 'waiting'],
      ]),
    );
    const meeting = newId();
    const changed = await due(meeting, 'changed', [ada, ben, gone]);
    const rows = await settled(`${meeting}/changed/${changed}`, 3);
    expect(rows.find(({ person }) => person === gone.id)?.status).toBe('failed');
    const told = await partsOf(ada, 'Another time or place: Tea ; talk');
    expect(told.opened?.text).toContain('When: 4 December 2026 at 09:30 UTC');
    expect(told.opened?.text).toContain('Before: 3 December 2026 at 09:30 UTC');
    expect(told.types.at(-1)).toContain('method=REQUEST');
    const waiting = await partsOf(ben, 'Another time or place: Tea ; talk');
    expect(waiting.types.join()).not.toContain('calendar');

    const cancelled = await due(meeting, 'cancelled', [ada, ben]);
    await settled(`${meeting}/cancelled/${cancelled}`, 2);
    const over = await partsOf(ada, 'Cancelled: Tea ; talk');
    expect(over.opened?.html).toContain('Snow &lt;everywhere&gt;');
    expect(over.types.at(-1)).toContain('method=CANCEL');
    expect(over.calendar).toContain('METHOD:CANCEL');
    expect(over.calendar).toContain('STATUS:CANCELLED');
    end();
  });

  it('reminds without asking calendars anything, and sends nothing that is no longer so', async () => {
    const [ada, ben] = (await putMembers(stage, 2)) as [Member, Member];
    const end = answerAsMeeting(new Map([[ada.id, 'seated']]));
    const meeting = newId();
    const reminder = await due(meeting, 'reminder', [ada, ben]);
    const rows = await settled(`${meeting}/reminder/${reminder}`, 2);
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['failed', 'sent']);
    const { types, opened } = await partsOf(ada, 'Tomorrow: Tea ; talk');
    expect(types.join()).not.toContain('calendar');
    expect(opened?.links).toContain(`https://letters.example.org/meeting#token=${ada.id}`);
    end();
  });
});
