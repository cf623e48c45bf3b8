import type { Meeting, MeetingNotice, PlanPreview, Series, SeriesChanges } from '@skein/contracts';
import { communitiesContract } from '@skein/contracts';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork, weeklyPlan } from '../../testing/network.ts';
import { type Clock, clock } from '../times/decide.ts';
import { startZones } from './zone-rounds.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const as = () => net.tokens.ada;
const body = (rest: object = {}) => ({
  community: net.community,
  title: 'Weekly call',
  kind: 'call',
  agenda: [{ title: 'Check-in', minutes: 10 }],
  ...rest,
});

const start = async (plan: object, rest: object = {}): Promise<Series> => {
  const request = { as: as(), body: body({ plan, ...rest }) };
  const { status, body: made } = await net.api<Series>('POST', '/series', request);
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
};

const listed = async (series: string, query = '', who = as()): Promise<MeetingNotice[]> => {
  const path = `/meetings?series=${series}&limit=200${query}`;
  return (await net.api<{ items: MeetingNotice[] }>('GET', path, { as: who })).body.items;
};
const read = async (id: string, who = as()): Promise<Meeting> =>
  (await net.api<Meeting>('GET', `/meetings/${id}`, { as: who })).body;
const wallsOf = (meetings: readonly MeetingNotice[]): string[] => meetings.map(({ wall = '' }) => wall);

const change = (series: Series, sent: object, ifMatch = series.version) =>
  net.api<Series>('POST', `/series/${series.id}/changes`, { as: as(), ifMatch, body: sent });

/** A wall time of the plan, so many weeks and at another time of day. */
const inWeeks = (wall: string, weeks: number, time = wall.slice(11)): string => {
  const day = new Date(`${wall.slice(0, 10)}T12:00Z`).getTime() + weeks * 7 * 24 * 60 * 60_000;
  return `${new Date(day).toISOString().slice(0, 10)}T${time}`;
};

describe('a series by a plan', () => {
  it('has a meeting for each date over a year ahead, with what the series has', async () => {
    const plan = weeklyPlan();
    const series = await start(plan, {
      place: 'Room 4',
      joinLink: 'https://meet.example.org/a',
      capacity: 12,
    });
    expect(series).toMatchObject({ plan, place: 'Room 4', version: 1, audience: 'community' });
    expect(series.rhythm).toMatch(/^Every week on \w+day at 10:00 \(London\)$/);
    const dates = await listed(series.id);
    expect(dates.length).toBeGreaterThan(50);
    expect(wallsOf(dates)).toEqual(dates.map((_, week) => inWeeks(plan.start, week)));
    const [first] = dates;
    expect(first).toMatchObject({
      series: series.id,
      place: 'Room 4',
      joinLink: 'https://meet.example.org/a',
      zone: 'Europe/London',
      capacity: 12,
      startsAt: clock('Europe/London', plan.start).at.toISOString(),
    });
    const whole = await read(first?.id ?? '');
    expect(whole).toMatchObject({ original: plan.start, sequence: 0, agenda: [{ title: 'Check-in' }] });
  });

  it('shows where to join to members alone', async () => {
    const rule = { frequency: 'weekly', count: 1 };
    const series = await start(weeklyPlan({ rule }), {
      joinLink: 'https://meet.example.org/b',
      audience: 'network',
    });
    const seen = async (who?: string) =>
      (
        await net.api<{ items: MeetingNotice[] }>('GET', `/meetings?series=${series.id}`, {
          ...(who && { as: who }),
        })
      ).body.items[0];
    expect(await seen(net.tokens.ben)).toHaveProperty('joinLink');
    for (const who of [undefined, net.tokens.cy, net.tokens.dot]) {
      expect(await seen(who)).toMatchObject({ series: series.id });
      expect(await seen(who)).not.toHaveProperty('joinLink');
    }
  });

  it('is planned further ahead as time goes by, each date once', async () => {
    const series = await start(weeklyPlan());
    const before = await listed(series.id);
    const rows = net.db.collection<{ _id: string }>('meetings');
    await rows.deleteMany({ _id: { $in: before.slice(-5).map(({ id }) => id) } });
    const due = net.db.collection<{ _id: string }>('series');
    await due.updateOne({ _id: series.id }, { $set: { fillAt: new Date() } });
    const after = await until('the dates are planned again', async () => {
      const found = await listed(series.id);
      return found.length === before.length && found;
    });
    expect(wallsOf(after)).toEqual(wallsOf(before));
  });

  it('is shown before it is saved, with what to know about it, and nothing is stored', async () => {
    const count = () => net.db.collection('series').countDocuments();
    const before = await count();
    const year = new Date().getUTCFullYear() + 1;
    const plan = weeklyPlan({ start: `${year}-01-31T10:00`, rule: { frequency: 'monthly' } });
    const preview = await net.api<PlanPreview>('POST', '/series/preview', {
      as: as(),
      body: { community: net.community, plan },
    });
    expect(preview.status).toBe(200);
    expect(preview.body.dates.map(({ wall }) => wall.slice(0, 10)).slice(0, 3)).toEqual([
      `${year}-01-31`,
      `${year}-03-31`,
      `${year}-05-31`,
    ]);
    expect(preview.body.warnings).toMatchObject([{ kind: 'no-such-day' }]);
    expect(await count()).toBe(before);
  });

  it('is refused by the field where it cannot be, quickly and with nothing stored', async () => {
    const rows = async () => [
      await net.db.collection('series').countDocuments(),
      await net.db.collection('meetings').countDocuments(),
    ];
    const before = await rows();
    const weekly = { frequency: 'weekly' };
    for (const [plan, pointer] of [
      [{ rule: { frequency: 'yearly', month: 2, monthDay: 30 } }, '#/plan/rule/monthDay'],
      [{ rule: { ...weekly, count: 0 } }, '#/plan/rule/count'],
      [{ rule: { ...weekly, until: '2020-01-01' } }, '#/plan/rule/until'],
      [{ rule: { ...weekly, interval: 100_000 } }, '#/plan/rule/interval'],
      [{ rule: { ...weekly, until: '9999-01-01' } }, '#/plan/rule/until'],
      [{ start: '2027-02-31T10:00' }, '#/plan/start'],
      [{ start: '2027-03-28T01:30' }, '#/plan/start'],
      [{ minutes: -5 }, '#/plan/minutes'],
      [{ minutes: 400 * 1440 }, '#/plan/minutes'],
      [{ rule: { ...weekly, count: 2, until: '2030-01-01' } }, '#/plan/rule/count'],
      [{ zone: 'GMT Standard Time' }, '#/plan/zone'],
    ] as const) {
      const sent = { as: as(), body: body({ plan: weeklyPlan(plan) }) };
      const { problem } = await net.api('POST', '/series', sent);
      expect(problem).toMatchObject({ status: 422, code: 'no-such-time' });
      expect(problem.errors?.map((one) => one.pointer)).toContain(pointer);
    }
    const everySecond = await net.api('POST', '/series', {
      as: as(),
      body: body({ plan: weeklyPlan({ rule: { frequency: 'secondly' } }) }),
    });
    expect(everySecond.problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/plan/rule/frequency' }],
    });
    const neither = await net.api('POST', '/series', { as: as(), body: body() });
    expect(neither.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/rhythm' }] });
    expect(await rows()).toEqual(before);
  });
});

describe('this and following', () => {
  it('moves each date from there on once; what was before and what was moved by itself stays', async () => {
    const plan = weeklyPlan();
    const series = await start(plan);
    const [first, second, third, fourth] = await listed(series.id);
    const held = { as: as(), ifMatch: 1, body: { notes: 'What we said' } };
    await net.api('PATCH', `/meetings/${first?.id}`, held);
    const alone = inWeeks(plan.start, 3, '14:00');
    await net.api('PATCH', `/meetings/${fourth?.id}`, { as: as(), ifMatch: 1, body: { wall: alone } });
    const sent = { from: third?.id, plan: { ...plan, start: inWeeks(plan.start, 2, '11:00') } };
    const path = `/series/${series.id}/changes/preview`;
    const preview = await net.api<SeriesChanges>('POST', path, { as: as(), body: sent });
    expect(preview.body.dates.slice(0, 3)).toMatchObject([
      { meeting: third?.id, effect: 'moves', becomes: { wall: inWeeks(plan.start, 2, '11:00') } },
      { meeting: fourth?.id, effect: 'keeps-its-own-time', becomes: { wall: alone } },
      { effect: 'moves' },
    ]);
    expect(wallsOf(await listed(series.id))[2]).toBe(inWeeks(plan.start, 2));
    const changed = await change(series, sent);
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id: series.id, version: 2, plan: sent.plan });
    const after = await listed(series.id);
    expect(after.slice(0, 5).map(({ id }) => id)).toEqual(
      [first, second, third, fourth].map((one) => one?.id).concat(after[4]?.id),
    );
    expect(wallsOf(after).slice(0, 5)).toEqual([
      plan.start,
      inWeeks(plan.start, 1),
      inWeeks(plan.start, 2, '11:00'),
      alone,
      inWeeks(plan.start, 4, '11:00'),
    ]);
    const days = wallsOf(after).map((wall) => wall.slice(0, 10));
    expect(new Set(days).size).toBe(days.length);
    expect(await read(first?.id ?? '')).toMatchObject({ notes: 'What we said', sequence: 0 });
    expect(await read(third?.id ?? '')).toMatchObject({ sequence: 1, original: wallsOf(after)[2] });
    expect(
      await net.db.collection('series').countDocuments({ title: 'Weekly call', _id: series.id as never }),
    ).toBe(1);
  });

  it('refuses a stale one, and a meeting that is no coming date of the series', async () => {
    const series = await start(weeklyPlan({ rule: { frequency: 'weekly', count: 3 } }));
    expect((await change(series, { title: 'Other' }, 7)).problem.code).toBe('stale-edit');
    const other = await start(weeklyPlan({ rule: { frequency: 'weekly', count: 1 } }));
    const [theirs] = await listed(other.id);
    expect((await change(series, { from: theirs?.id, title: 'Other' })).problem).toMatchObject({
      code: 'unknown-reference',
      errors: [{ pointer: '#/from' }],
    });
  });

  it('gives a plan to a series that was known in words alone', async () => {
    const request = { as: as(), body: body({ rhythm: 'now and then' }) };
    const { body: series } = await net.api<Series>('POST', '/series', request);
    const plan = weeklyPlan({ rule: { frequency: 'weekly', count: 3 } });
    expect((await change(series, { plan })).body).toMatchObject({ plan });
    expect(await listed(series.id)).toHaveLength(3);
  });
});

describe('an end and a pause', () => {
  it('cancel what is not held, with the reason, and leave it out of lists that do not ask for it', async () => {
    const plan = weeklyPlan({ rule: { frequency: 'weekly', count: 6 } });
    const series = await start(plan);
    const day = (week: number) => inWeeks(plan.start, week).slice(0, 10);
    const pause = { from: day(1), until: day(2), reason: 'Holidays' };
    const path = `/series/${series.id}`;
    const paused = await net.api('POST', `${path}/pause`, { as: as(), ifMatch: 1, body: pause });
    expect(paused.status).toBe(200);
    expect(wallsOf(await listed(series.id))).toEqual([0, 3, 4, 5].map((week) => inWeeks(plan.start, week)));
    const all = await listed(series.id, '&cancelled=true');
    expect(all.filter(({ cancelled }) => cancelled?.reason === 'Holidays')).toHaveLength(2);
    const end = { after: day(4), reason: 'We are done' };
    const ended = await net.api<Series>('POST', `${path}/ending`, { as: as(), ifMatch: 1, body: end });
    expect(ended.body).toMatchObject({ version: 2, plan: { rule: { until: day(4) } } });
    expect(wallsOf(await listed(series.id))).toEqual([0, 3, 4].map((week) => inWeeks(plan.start, week)));
  });
});

describe('one date', () => {
  it('is cancelled and restored with a sequence that only rises, and cannot be opened meanwhile', async () => {
    const series = await start(weeklyPlan({ rule: { frequency: 'weekly', count: 2 } }));
    const [date] = await listed(series.id);
    const path = `/meetings/${date?.id}`;
    const step = (way: string, ifMatch: number, sent?: object) =>
      net.api<Meeting>('POST', `${path}/${way}`, { as: as(), ifMatch, ...(sent && { body: sent }) });
    const moved = await net.api<Meeting>('PATCH', path, { as: as(), ifMatch: 1, body: { minutes: 90 } });
    expect(moved.body.sequence).toBe(1);
    const noted = await net.api<Meeting>('PATCH', path, { as: as(), ifMatch: 2, body: { notes: 'So far' } });
    expect(noted.body.sequence).toBe(1);
    const cancelled = await step('cancellation', 3, { reason: 'The room is flooded' });
    expect(cancelled.body).toMatchObject({ sequence: 2, cancelled: { reason: 'The room is flooded' } });
    expect((await step('cancellation', 4, { reason: 'Again' })).problem.code).toBe('conflict');
    expect((await step('opening', 4)).problem.code).toBe('conflict');
    const restored = await step('restoration', 4);
    expect(restored.body.sequence).toBe(3);
    expect(restored.body).not.toHaveProperty('cancelled');
    expect((await step('restoration', 5)).problem.code).toBe('conflict');
  });

  it('may move beyond its neighbour and to another zone, and its place may be taken away again', async () => {
    const plan = weeklyPlan({ rule: { frequency: 'weekly', count: 3 } });
    const series = await start(plan, { place: 'Room 4' });
    const [first, second] = await listed(series.id);
    const wall = inWeeks(plan.start, 1, '18:00');
    const sent = { zone: 'America/New_York', wall, place: null };
    const moved = await net.api<Meeting>('PATCH', `/meetings/${first?.id}`, {
      as: as(),
      ifMatch: 1,
      body: sent,
    });
    expect(moved.body).toMatchObject({ zone: 'America/New_York', wall, original: plan.start, sequence: 1 });
    expect(moved.body.startsAt).toBe(clock('America/New_York', wall).at.toISOString());
    expect(moved.body).not.toHaveProperty('place');
    expect((await listed(series.id)).map(({ id }) => id).slice(0, 2)).toEqual([second?.id, first?.id]);
    const gap = { as: as(), ifMatch: 2, body: { zone: 'Europe/London', wall: '2027-03-28T01:30' } };
    expect((await net.api('PATCH', `/meetings/${first?.id}`, gap)).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/wall' }],
    });
  });
});

describe('a country that changes its clock', () => {
  it('leaves wall times as they are, and moves the moments, which is told once', async () => {
    const plan = weeklyPlan({ zone: 'Africa/Casablanca', rule: { frequency: 'weekly', count: 2 } });
    const series = await start(plan);
    const before = await listed(series.id);
    const hour = 60 * 60_000;
    const otherwise: Clock = (zone, wall) => {
      const { at, shown } = clock(zone, wall);
      return { shown, at: zone === 'Africa/Casablanca' ? new Date(at.getTime() + hour) : at };
    };
    const stubbed = startZones(net.context(), otherwise);
    const after = await until('the moments are derived anew', async () => {
      const found = await listed(series.id);
      return found.every(({ startsAt }, place) => startsAt !== before[place]?.startsAt) && found;
    });
    expect(wallsOf(after)).toEqual(wallsOf(before));
    expect(after.map(({ startsAt }) => Date.parse(startsAt))).toEqual(
      before.map(({ startsAt }) => Date.parse(startsAt) + hour),
    );
    expect(await read(after[0]?.id ?? '')).toMatchObject({ version: 2, sequence: 1 });
    const told = { 'envelope.subject': after[0]?.id, 'envelope.data.fields': ['startsAt'] };
    expect(await net.db.collection('outbox').countDocuments(told)).toBe(1);
    await stubbed.stop();
  });
});

describe('a community that is closed', () => {
  it('has no dates to come, each cancelled with the reason, and its series end', async () => {
    const { api, neighbour, side, tokens } = net;
    const as = tokens.dot;
    const sent = { ...body({ plan: weeklyPlan() }), community: neighbour };
    const { body: series } = await api<Series>('POST', '/series', { as, body: sent });
    const data = {
      community: neighbour,
      slug: 'mindfulness',
      name: 'Mindfulness',
      domain: 'Presence',
      status: 'closed' as const,
    };
    await side.publish(communitiesContract.events.communityChanged, { subject: neighbour, version: 2, data });
    await until('nothing is planned', async () => (await listed(series.id, '', as)).length === 0);
    const all = await listed(series.id, '&cancelled=true', as);
    expect(all.length).toBeGreaterThan(50);
    expect(all.every(({ cancelled }) => cancelled?.reason === 'The community was closed')).toBe(true);
    expect(await net.db.collection('series').findOne({ _id: series.id as never })).not.toHaveProperty(
      'fillAt',
    );
  });
});
