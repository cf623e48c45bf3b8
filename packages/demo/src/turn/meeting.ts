import type { Client } from '@skein/client';
import { onceKnown } from '../load/meetings.ts';

export interface Held {
  readonly meeting: string;
  readonly steps: number;
}

/** A regular meeting takes place: planned from its series, opened, attended, noted, with next steps, and closed. */
export const holdMeeting = async (
  host: Client,
  {
    community,
    attendees,
    owner,
    checkOut,
    label,
  }: { community: string; attendees: string[]; owner: string; checkOut: string; label: string },
): Promise<Held> => {
  const series = (await host.listSeries({ query: { community } })).items[0];
  if (!series) throw new Error('The group has no series of meetings.');
  const startsAt = new Date().toISOString();
  const body = {
    community,
    series: series.id,
    title: `${series.title}, ${label}`,
    kind: series.kind,
    startsAt,
    minutes: 90,
  };
  const planned = await host.planMeeting({ body });
  const params = { id: planned.id };
  const attended = await onceKnown('the newcomer', () =>
    host.recordAttendance({
      params,
      body: { present: attendees },
      ifMatch: planned.version,
    }),
  );
  const opened = await host.openMeeting({ params, ifMatch: attended.version });
  const notes =
    'Checked in, heard two cases, went through the open steps.\nA new member introduced themselves.';
  const noted = await host.editMeeting({
    params,
    body: { notes },
    ifMatch: opened.version,
  });
  const workstream = await host.startWorkstream({
    body: { community, title: `From the meeting, ${label}`, owners: [owner] },
  });
  const titles = ['Write up what the cases taught us', 'Ask two people along to the next meeting'];
  for (const title of titles) {
    const step = { title, owners: [owner], meeting: planned.id };
    const added = await host.addStep({ params: { id: workstream.id }, body: step });
    await host.editStep({
      params: { id: added.id },
      body: { status: 'accepted' },
      ifMatch: added.version,
    });
  }
  await host.closeMeeting({ params, body: { checkOut }, ifMatch: noted.version });
  const table = await host.listWorkstreams({
    query: { community, open: true, limit: 200 },
  });
  const steps = table.items
    .flatMap((item) => item.steps)
    .filter(({ meeting }) => meeting === planned.id).length;
  return { meeting: planned.id, steps };
};
