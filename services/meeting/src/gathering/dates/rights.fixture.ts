import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';
import { weeklyPlan } from '../../testing/network.ts';

const ofSeries = (body: object, ifMatch?: number) => ({
  prepare: async ({ community, plannedSeries }: MeetingGround) => ({
    target: { community },
    params: { id: await plannedSeries() },
    body,
    ...(ifMatch && { ifMatch }),
  }),
});

export const fixtures: Fixtures<MeetingGround> = {
  startSeries: { prepare: ({ community, seriesBody }) => ({ target: { community }, body: seriesBody }) },
  previewSeries: {
    prepare: ({ community }) => ({ target: { community }, body: { community, plan: weeklyPlan() } }),
  },
  previewChanges: ofSeries({ title: 'Another title' }),
  changeDates: ofSeries({ title: 'Another title' }, 1),
  endSeries: ofSeries({ after: '2026-01-01', reason: 'We are done' }, 1),
  pauseSeries: ofSeries({ from: '2026-01-01', until: '2026-01-31', reason: 'Holidays' }, 1),
};
