import { type Client, isProblem } from '@skein/client';
import type { AfterActionReview, DemonstrationNetwork, Occurrence, Workstream } from '../network/index.ts';
import { until } from '../until.ts';
import { type Ids, idOf } from './people.ts';

/** Waits until the other services have heard of what membership told: then references to it are taken. */
export const onceKnown = <T>(what: string, attempt: () => Promise<T>): Promise<T> =>
  until(`${what} to be known everywhere`, () =>
    attempt().catch((error: unknown) => {
      if (isProblem(error, 'unknown-reference')) return undefined;
      throw error;
    }),
  );

const kindOf = (kind: string) =>
  kind === 'circle' ? 'call' : (kind as 'call' | 'webinar' | 'basecamp' | 'workshop' | 'book-club');

const reviewNotes = (review: AfterActionReview): string =>
  review.answers
    .map(({ question, points }) => `${question}\n${points.map((point) => `- ${point}`).join('\n')}`)
    .join('\n\n');

const notesOf = (occurrence: Occurrence): string =>
  [
    ...occurrence.tacticalItems.map(({ title }) => `Tactical: ${title}`),
    ...(occurrence.afterActionReview ? [reviewNotes(occurrence.afterActionReview)] : []),
  ].join('\n');

/** The special-interest group: its series, its meetings on record with their cases, and its workstream table. */
export const loadGroup = async (
  client: Client,
  network: DemonstrationNetwork,
  communities: Ids,
  people: Ids,
) => {
  const { series, occurrences, workstreams, community: group } = network.specialInterestGroup;
  const community = idOf(communities, group);
  const agenda = series.agendaTemplate.map(({ title, minutes }) => ({ title, minutes }));
  const body = {
    community,
    title: series.title,
    kind: 'call' as const,
    rhythm: 'Every second month, on the second Friday',
    agenda,
  };
  const { id } = await onceKnown('the group', () => client.startSeries({ body, key: 'load-series' }));
  const meetings = new Map<string, string>();
  for (const occurrence of occurrences) {
    meetings.set(
      occurrence.key,
      await loadOccurrence(client, occurrence, {
        community,
        series: id,
        people,
        title: series.title,
        minutes: series.durationMinutes,
      }),
    );
  }
  const steps = new Map<string, string>();
  for (const workstream of workstreams)
    for (const [key, step] of await loadWorkstream(client, workstream, community, people))
      steps.set(key, step);
  for (const occurrence of occurrences) {
    const meeting = idOf(meetings, occurrence.key);
    await loadTensions(client, occurrence, { community, meeting, people, steps });
  }
  return { community, series: id, meetings };
};

interface Place {
  readonly community: string;
  readonly series: string;
  readonly title: string;
  readonly minutes: number;
  readonly people: Ids;
}

const loadOccurrence = async (client: Client, occurrence: Occurrence, place: Place): Promise<string> => {
  const { community, series, people, title, minutes } = place;
  const { key, startsAt, reading } = occurrence;
  const body = { community, series, title, kind: 'call' as const, startsAt, minutes, reading };
  const { id } = await client.planMeeting({ body, key: `load-${key}` });
  const params = { id };
  const current = () => client.readMeeting({ params });
  if ((await current()).status === 'closed') return id;
  const present = occurrence.attendees.map((person) => idOf(people, person));
  await onceKnown('the attendees', async () =>
    client.recordAttendance({
      params,
      body: { present },
      ifMatch: (await current()).version,
    }),
  );
  if ((await current()).status === 'planned') {
    await client.openMeeting({ params, ifMatch: (await current()).version });
  }
  await client.editMeeting({
    params,
    body: { notes: notesOf(occurrence) },
    ifMatch: (await current()).version,
  });
  for (const { key: caseKey, title, situation, observations, insights, owner } of occurrence.learningCases) {
    const raised = { title, situation, observations, insights, broughtBy: idOf(people, owner) };
    await client.raiseLearningCase({
      params,
      body: raised,
      key: `load-case-${caseKey}`,
    });
  }
  await client.closeMeeting({ params, body: {}, ifMatch: (await current()).version });
  return id;
};

/** What was raised at a meeting; what became a step is dealt with, the rest is open. */
const loadTensions = async (
  client: Client,
  { tensions }: Occurrence,
  { community, meeting, people, steps }: { community: string; meeting: string; people: Ids; steps: Ids },
): Promise<void> => {
  for (const { key, title, raisedBy, steps: led } of tensions) {
    const body = { community, meeting, title, raisedBy: idOf(people, raisedBy) };
    const { id, version } = await client.raiseTension({ body, key: `load-tension-${key}` });
    const [step] = led;
    if (step === undefined) continue;
    const outcome = { kind: 'step' as const, meeting, id: idOf(steps, step) };
    await client.processTension({
      params: { id },
      ifMatch: version,
      body: outcome,
      key: `load-dealt-${key}`,
    });
  }
};

const loadWorkstream = async (
  client: Client,
  workstream: Workstream,
  community: string,
  people: Ids,
): Promise<Ids> => {
  const steps = new Map<string, string>();
  const owners = workstream.owners.map((person) => idOf(people, person));
  const body = { community, title: workstream.name, owners };
  const { id } = await client.startWorkstream({ body, key: `load-${workstream.key}` });
  for (const step of workstream.steps) {
    const { title, notes, dates } = step;
    const doneOn = typeof step.done === 'string' ? { doneOn: step.done } : {};
    const stepOwners = step.owner ? [idOf(people, step.owner)] : [];
    const stepBody = { title, notes, dates, owners: stepOwners, status: step.status, ...doneOn };
    const added = await client.addStep({
      params: { id },
      body: stepBody,
      key: `load-step-${step.key}`,
    });
    steps.set(step.key, added.id);
  }
  return steps;
};

/** The meetings of the next weeks. */
export const loadUpcoming = async (
  client: Client,
  network: DemonstrationNetwork,
  communities: Ids,
): Promise<void> => {
  for (const meeting of network.upcoming) {
    const { key, title, kind, startsAt, durationMinutes: minutes, capacity, preparation, audience } = meeting;
    const community = idOf(communities, meeting.community);
    const seats = capacity ? { capacity } : {};
    const body = {
      community,
      title,
      kind: kindOf(kind),
      startsAt,
      minutes,
      audience,
      ...seats,
      reading: preparation,
    };
    await onceKnown('the community', () => client.planMeeting({ body, key: `load-${key}` }));
  }
};
