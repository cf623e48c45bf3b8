import type { Client } from '@skein/client';
import { Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import type { DemonstrationNetwork, PersonKey, UnderWay } from '../network/index.ts';
import { onceKnown } from './meetings.ts';
import { type Ids, idOf } from './people.ts';
import type { Sessions } from './sessions.ts';

export interface Scene {
  readonly client: Client;
  readonly network: DemonstrationNetwork;
  readonly communities: Ids;
  readonly people: Ids;
  readonly begun: Date;
  readonly as: Sessions;
}

const dayMs = 24 * 60 * 60 * 1000;
const momentOf = (begun: Date, days: number): string =>
  new Date(begun.getTime() + days * dayMs).toISOString();
const dayOf = (begun: Date, days: number): string => momentOf(begun, days).slice(0, 10);

/** What a community is in the middle of: dates to come, a meeting that runs, what was learnt and decided. */
export const loadUnderWay = async (scene: Scene): Promise<void> => {
  const { network, communities } = scene;
  const community = idOf(communities, network.underWay.community);
  const held = await loadHeld(scene, community);
  await Promise.all([
    loadSeries(scene),
    loadFishbowl(scene, community),
    loadLive(scene, community).then((live) => feedBack(scene, held, live)),
    loadDecisions(scene, community),
    loadEarlier(scene, community),
  ]);
};

/** The next weekday of that number, at least two days ahead. */
const firstDay = (begun: Date, weekday: number): string => {
  const ahead = (weekday - new Date(begun.getTime() + 2 * dayMs).getUTCDay() + 7) % 7;
  return dayOf(begun, 2 + ahead);
};

const loadSeries = async ({ client, network, communities, begun }: Scene): Promise<void> => {
  const { community, title, kind, minutes, zone, time, agenda } = network.underWay.series;
  const wednesday = 3;
  const start = `${firstDay(begun, wednesday)}T${time}`;
  const plan = { zone, start, minutes, rule: { frequency: 'weekly' as const, interval: 2 } };
  const body = { community: idOf(communities, community), title, kind, agenda, plan };
  await onceKnown('the steering group', () => client.startSeries({ body, key: 'load-steering-series' }));
};

const loadFishbowl = async ({ client, network, begun, as }: Scene, community: string): Promise<void> => {
  const { title, kind, inDays, minutes, capacity, answers } = network.underWay.fishbowl;
  const startsAt = `${dayOf(begun, inDays)}T16:00:00Z`;
  const body = { community, title, kind, startsAt, minutes, capacity };
  const { id } = await onceKnown('the community', () => client.planMeeting({ body, key: 'load-fishbowl' }));
  for (const { person, answer } of answers)
    await (await as(person)).client.answerMeeting({ params: { id }, body: { answer } });
};

const loadHeld = async ({ client, network, people, begun }: Scene, community: string) => {
  const { title, kind, daysAgo, minutes, present, notes, cases, huddle, cafe } = network.underWay.held;
  const startsAt = momentOf(begun, -daysAgo);
  const body = { community, title, kind, startsAt, minutes };
  const { id } = await onceKnown('the community', () => client.planMeeting({ body, key: 'load-held' }));
  const params = { id };
  const raised = new Map<string, string>();
  const meeting = () => client.readMeeting({ params });
  if ((await meeting()).status === 'planned')
    await client.openMeeting({ params, ifMatch: (await meeting()).version });
  for (const { key, title: named, situation, observations, insights, broughtBy } of cases) {
    const told = { title: named, situation, observations, insights, broughtBy: idOf(people, broughtBy) };
    const one = await onceKnown('who brought it', () =>
      client.raiseLearningCase({ params, body: told, key: `load-case-${key}` }),
    );
    raised.set(key, one.id);
  }
  await loadForms(client, id, { huddle, cafe, broughtBy: idOf(people, present[0] as PersonKey) });
  const { status, version } = await meeting();
  if (status === 'closed') return raised;
  const there = present.map((person) => idOf(people, person));
  const attended = await client.recordAttendance({ params, body: { present: there }, ifMatch: version });
  const noted = await client.editMeeting({ params, body: { notes }, ifMatch: attended.version });
  await client.closeMeeting({ params, body: {}, ifMatch: noted.version });
  return raised;
};

/** A huddle against its criteria, and the harvest of a café. */
const loadForms = async (
  client: Client,
  meeting: string,
  { huddle, cafe, broughtBy }: Pick<UnderWay['held'], 'huddle' | 'cafe'> & { broughtBy: string },
): Promise<void> => {
  const params = { id: meeting };
  const { strong, different, ...day } = huddle;
  const one = { ...day, kind: 'huddle' as const, broughtBy };
  const { id, criteria } = await client.raiseLearningCase({ params, body: one, key: 'load-huddle' });
  for (const [place, said] of [strong, different].entries()) {
    const part = place ? ('different' as const) : ('strong' as const);
    const body = { part, text: said, ...(criteria[place] && { criterion: criteria[place].id }) };
    await client.addContribution({ params: { id }, body, key: `load-huddle-${part}` });
  }
  const { harvest, tables, ...told } = cafe;
  const other = {
    ...told,
    kind: 'world-cafe' as const,
    tables: tables.map((title) => ({ title })),
    broughtBy,
  };
  const made = await client.raiseLearningCase({ params, body: other, key: 'load-cafe' });
  for (const [place, { table, round, text }] of harvest.entries()) {
    const at = made.tables[table];
    const body = { part: 'harvest' as const, text, round, ...(at && { table: at.id }) };
    await client.addContribution({ params: { id: made.id }, body, key: `load-harvest-${place}` });
  }
};

/** The meeting that is left open to try: its agenda runs, several have written, and it is not closed. */
const loadLive = async (scene: Scene, community: string): Promise<string> => {
  const { client, network, people, begun, as } = scene;
  const { title, kind, minutes, agenda, reading, present, items, notes, tensions, told } =
    network.underWay.live;
  const body = { community, title, kind, startsAt: begun.toISOString(), minutes, agenda, reading };
  const { id } = await client.planMeeting({ body, key: 'load-live' });
  const params = { id };
  for (const { raisedBy, ...tension } of tensions) {
    const raised = { ...tension, community, meeting: id, raisedBy: idOf(people, raisedBy) };
    await client.raiseTension({ body: raised, key: `load-tension-${raisedBy}` });
  }
  const ids: string[] = [];
  for (const [place, item] of items.entries())
    ids.push((await client.proposeAgendaItem({ params, body: item, key: `load-item-${place}` })).id);
  const { status, version } = await client.readMeeting({ params });
  if (status === 'planned') await client.openMeeting({ params, ifMatch: version });
  for (const person of present) {
    const here = { here: true, person: idOf(people, person) };
    await client.sayPresent({ params, body: here });
  }
  const broughtBy = idOf(people, told.broughtBy);
  await client.raiseLearningCase({ params, body: { ...told, broughtBy }, key: 'load-case-told' });
  for (const [item, of] of Map.groupBy(notes, (note) => note.item))
    await writeNotes(as, { meeting: id, item: ids[item] ?? id }, of);
  return id;
};

/** Each writes below what the others wrote, as they do side by side. */
const writeNotes = async (
  as: Scene['as'],
  { meeting, item }: { readonly meeting: string; readonly item: string },
  notes: UnderWay['live']['notes'],
): Promise<void> => {
  const document = new Doc();
  // So that what is sent again after a stop is the same change, and counts once.
  document.clientID = 1;
  for (const { by, text } of notes) {
    const before = encodeStateVector(document);
    const note = document.getText('note');
    note.insert(note.length, text);
    const update = Buffer.from(encodeStateAsUpdate(document, before)).toString('base64');
    await (await as(by)).client.writeNote({ params: { id: meeting, item }, body: { update } });
  }
};

/** What became of the cases of last time: one is tried, one fed back, one cleared for everybody. */
const feedBack = async ({ client, network, as }: Scene, raised: Ids, meeting: string): Promise<void> => {
  for (const { key, broughtBy, tried, fedBack, cleared } of network.underWay.held.cases) {
    const params = { id: idOf(raised, key) };
    const { version, status, scope, tried: known } = await client.readLearningCase({ params });
    if (tried && known === undefined)
      await client.editLearningCase({ params, body: { tried }, ifMatch: version });
    if (fedBack && status !== 'closed') {
      const body = { feedback: { meeting, tried: fedBack } };
      await client.editLearningCase({ params, body, ifMatch: version });
    }
    if (cleared && scope !== 'network') {
      const presenter = (await as(broughtBy)).client;
      await presenter.scopeLearningCase({ params, body: { scope: 'network' }, ifMatch: version });
    }
  }
};

const loadDecisions = async ({ client, network, people, begun }: Scene, community: string): Promise<void> => {
  for (const [place, { what, why, agreedBy, reviewInDays }] of network.underWay.decisions.entries()) {
    const body = {
      ...{ community, what, why, agreedBy: agreedBy.map((person) => idOf(people, person)) },
      ...{ decidedOn: dayOf(begun, -60), reviewOn: dayOf(begun, reviewInDays) },
    };
    await client.recordDecision({ body, key: `load-decision-${place}` });
  }
};

/** The notes of a meeting before there was Skein, with its table of work and its chat. */
const loadEarlier = async ({ client, network, people }: Scene, community: string): Promise<void> => {
  const { title, startsAt, minutes, people: named, notes } = network.underWay.earlier;
  const nameOf = (person: PersonKey): string => network.people.find(({ key }) => key === person)?.name ?? '';
  const [one, other] = named;
  const text = notes.replaceAll('{one}', nameOf(one)).replaceAll('{other}', nameOf(other));
  const known = named.map((person) => ({ name: nameOf(person), person: idOf(people, person) }));
  const body = { community, title, startsAt, minutes, text, people: known };
  await client.takeInPastMeeting({ body, key: 'load-earlier' });
};
