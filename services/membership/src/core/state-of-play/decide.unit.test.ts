import type { StateOfPlayLine } from '@skein/contracts';
import { expect, it } from 'vitest';
import { cellsOf, tableHeadings } from './decide.ts';

const line: StateOfPlayLine = {
  community: '01900000-0000-7000-8000-000000000001',
  name: 'Weavers',
  domain: 'Bridging',
  status: 'forming',
  since: '2026-11-01T08:00:00.000Z',
  members: 7,
  facilitators: [{ person: '01900000-0000-7000-8000-000000000002', name: 'Ada' }],
  core: [],
  openSteps: 2,
  nextSteps: [
    { title: 'Draft it', owners: ['Ada', 'Ben'], due: '2026-12-24', status: 'accepted' },
    { title: 'Ask around', owners: [], status: 'proposed' },
  ],
  lastMeeting: {
    meeting: '01900000-0000-7000-8000-000000000003',
    startsAt: '2026-11-20T12:30:00.000Z',
    held: false,
  },
};

it('puts a line of the table into cells, one for each heading', () => {
  expect(cellsOf(line)).toEqual([
    ...['Weavers', 'Bridging', 'forming', { day: '2026-11-01' }, 'Ada', '', 7, 2],
    'Draft it (Ada, Ben), due 2026-12-24; Ask around',
    ...[new Date('2026-11-20T12:30:00Z'), false],
    undefined,
  ]);
  expect(cellsOf(line)).toHaveLength(tableHeadings.length);
});

it('says where the next steps could not be had, and when the next meeting is', () => {
  const { nextSteps: _, ...without } = line;
  const nextMeeting = { meeting: line.community, startsAt: '2026-12-01T12:30:00.000Z' };
  expect(cellsOf({ ...without, nextMeeting }).slice(8)).toEqual([
    'not available just now',
    ...[new Date('2026-11-20T12:30:00Z'), false],
    new Date('2026-12-01T12:30:00Z'),
  ]);
});
