import { meetingsContract, type Survey, surveysContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide();
});
afterAll(() => side.stop());

const closed = (meeting: string, facts: { community: string; present: string[]; checkOut?: string }) =>
  side.side.publish(meetingsContract.events.meetingClosed, {
    subject: meeting,
    version: 4,
    data: { meeting, kind: 'call', startsAt: '2026-03-01T09:00:00.000Z', minutes: 60, ...facts },
  });
const surveysOf = async (meeting: string) => {
  const path = `/surveys?meeting=${meeting}`;
  return (await call<{ items: Survey[] }>(side.api.url, 'GET', path, { as: side.admin })).body.items;
};
const untilRead = (event: { id: string }) =>
  until('the event to be read', () =>
    side.db.collection('inbox').findOne({ _id: `survey-check-out:${event.id}` as never }),
  );

describe('the check-out of a meeting', () => {
  it('is opened once for those present, however often the meeting is said to have closed', async () => {
    const { instrument } = await side.publishInstrument();
    const { community, people } = await side.makeCommunity(3);
    const meeting = newId();
    const present = people.slice(0, 2);
    const first = await closed(meeting, { community, present, checkOut: instrument });
    const second = await closed(meeting, { community, present: people, checkOut: instrument });
    await untilRead(first);
    await untilRead(second);
    const found = await surveysOf(meeting);
    expect(found).toMatchObject([
      { mode: 'named', community, invited: 2, audienceKind: 'meeting', version: 2 },
    ]);
    const [survey] = found;
    const read = await call<Survey>(side.api.url, 'GET', `/surveys/${survey?.id}`, { as: side.admin });
    expect(read.body.audience).toEqual({ kind: 'meeting', meeting, community, people: present });
    expect(Date.parse(read.body.closesAt) - Date.parse(first.time)).toBe(14 * 24 * 60 * 60 * 1000);
    const invited = await side.db.collection('outbox').findOne({
      'envelope.subject': survey?.id,
      'envelope.type': surveysContract.events.peopleInvited.type,
    });
    expect(invited?.envelope.data.people).toEqual(present);
  });

  it('is not opened where none is named, or nobody was there', async () => {
    const { instrument } = await side.publishInstrument();
    const { community, people } = await side.makeCommunity(1);
    const [without, alone] = [newId(), newId()];
    await untilRead(await closed(without, { community, present: people }));
    await untilRead(await closed(alone, { community, present: [], checkOut: instrument }));
    expect([await surveysOf(without), await surveysOf(alone)]).toEqual([[], []]);
  });
});
