import { expect, it } from 'vitest';
import { planMeeting } from '../meetings/decide.ts';
import { sayPresent } from './decide.ts';

const plan = {
  ...{ community: 'c1', title: 'Monthly call', kind: 'call' as const, minutes: 90, reading: [] },
  ...{ audience: 'community' as const, startsAt: new Date('2026-12-01T12:30:00Z') },
};
const planned = planMeeting(plan, undefined, 'net', 'm1');
const running = { ...planned, status: 'running' as const, apologies: ['ben'] };

it('somebody is at a meeting that runs, once, and no longer among those who could not come', () => {
  const said = sayPresent(running, 'ben', true);
  expect(said).toMatchObject({ row: { present: ['ben'], apologies: [], version: 2 } });
  expect(sayPresent({ ...running, present: ['ben'], apologies: [] }, 'ben', true)).toMatchObject({
    fields: [],
  });
  expect(sayPresent({ ...running, present: ['ada', 'ben'] }, 'ben', false)).toMatchObject({
    row: { present: ['ada'], apologies: ['ben'] },
  });
});

it('nobody is at a meeting before it begins or once it is closed', () => {
  expect(sayPresent(planned, 'ben', true)).toMatchObject({ refused: 'conflict' });
  expect(sayPresent({ ...running, status: 'closed' }, 'ben', true)).toMatchObject({ refused: 'closed' });
});
