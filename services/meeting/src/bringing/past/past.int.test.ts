import type {
  ChatMessage,
  LearningCase,
  Meeting,
  PastFindings,
  PastPreview,
  Workstream,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellNames } from '../../testing/names.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let names: { stop: () => void };
beforeAll(async () => {
  net = await startNetwork();
  const { ada, ben } = net.people;
  for (const person of [ada, ben]) await net.side.enter(person, net.community);
  names = await tellNames(net, { [ada]: 'Ada Moors', [ben]: 'Ben Lee' });
  await until('the members to be known', async () =>
    (await net.db.collection('known_memberships').countDocuments()) === 2 ? true : undefined,
  );
});
afterAll(async () => {
  names.stop();
  await net.stop();
});

const notes = (tag: string) => `Meeting Notes 12th April 2019 ${tag}
Present: Ada Moors, Ben, Zed Zander
Apologies:
Check in 5 mins
Learning discussion 55mins
Ada - the rota that nobody reads
We print it each week.
· Who reads it now?
Insights to take forward - try one page
Tactical 20 mins

\tWorkstream
\tNext steps
\tStep owner
\tNotes
\tDone
\tWkstrm Owner

\tWebsite ${tag}
\tFirst page
\tAM
\t 
\t28/11
\tZZ

\t
\tSecond page
\tBen
\t
\t
\t

Too many letters
Check-out 10 mins
Q1 We did what we came for today.
5 Ada
4 Ben 3

09:00:01     From  Ada Moors : https://example.org/chat.
09:00:02     From  Ada Moors to Ben (Privately) : quietly
`;

const facts = { title: 'An earlier call', startsAt: '2019-04-12T08:30:00Z', minutes: 90 };

const preview = (body: object, as = net.tokens.ada) =>
  net.api<PastPreview>('POST', '/meetings/past/preview', { as, body: { community: net.community, ...body } });

const take = (body: object, headers: Record<string, string> = {}) =>
  net.api<Meeting>('POST', '/meetings/past', {
    as: net.tokens.ada,
    headers,
    body: { community: net.community, ...facts, ...body },
  });

const whoIs = () => [
  { name: 'Ada Moors', person: net.people.ada },
  { name: 'Ben', person: net.people.ben },
  { name: 'AM', person: net.people.ada },
];

describe('an earlier meeting', () => {
  it('is previewed line for line, with who people are where that is sure', async () => {
    const { ada, ben } = net.people;
    const { status, body } = await preview({ text: notes('preview') });
    expect(status).toBe(200);
    expect(body.lines.slice(0, 3)).toEqual([
      { text: 'Meeting Notes 12th April 2019 preview', place: 'title' },
      { text: 'Present: Ada Moors, Ben, Zed Zander', place: 'present' },
      { text: 'Apologies:', place: 'heading' },
    ]);
    expect(body.lines.at(-1)).toEqual({ text: '', place: 'withheld' });
    expect(body).toMatchObject({
      day: { year: 2019, month: 4, day: 12 },
      cases: [{ by: 'Ada Moors', observations: ['Who reads it now?'] }],
      chat: { messages: 1, withheld: 1 },
      notes: 'Too many letters',
    });
    expect(body.steps).toHaveLength(2);
    expect(body.people.find(({ name }) => name === 'Ada Moors')?.person).toBe(ada);
    const asked = body.people.find(({ name }) => name === 'Ben');
    expect(asked).not.toHaveProperty('person');
    expect(asked?.candidates).toEqual([{ person: ben, name: 'Ben Lee' }]);
    expect(JSON.stringify(body)).not.toContain('quietly');
  });

  it('is previewed anew with lines put elsewhere', async () => {
    const text = 'Notes of May\nWe spoke.\nA good book';
    const { body } = await preview({ text, places: ['title', 'notes', 'reading'] });
    expect(body).toMatchObject({ reading: ['A good book'], notes: 'We spoke.' });
    const refused = await preview({ text, places: ['title'] });
    expect(refused.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/places' }] });
  });

  it('is taken in as a closed meeting with its cases, work, scores and chat', async () => {
    const { ada, ben } = net.people;
    const as = net.tokens.ben;
    const taken = await take({ text: notes('whole'), people: whoIs() });
    expect(taken.status).toBe(201);
    const { id } = taken.body;
    expect(taken.body).toMatchObject({ status: 'closed', present: [ada, ben], apologies: [] });
    expect(taken.body.agenda.map(({ minutes }) => minutes)).toEqual([5, 55, 20, 10]);
    // Whom nobody knows no record can hold, so the line stays in the notes.
    expect(taken.body.notes).toBe('Present: Ada Moors, Ben, Zed Zander\n\nToo many letters');
    const cases = await net.api<{ items: LearningCase[] }>(
      'GET',
      `/learning-cases?community=${net.community}`,
      { as },
    );
    expect(cases.body.items.find(({ meeting }) => meeting === id)).toMatchObject({
      title: 'the rota that nobody reads',
      broughtBy: ada,
      status: 'awaiting-feedback',
    });
    const work = await net.api<{ items: Workstream[] }>(
      'GET',
      `/workstreams?community=${net.community}&limit=200`,
      { as },
    );
    const website = work.body.items.find(({ title }) => title === 'Website whole');
    expect(website?.steps).toMatchObject([
      {
        title: 'First page',
        owners: [ada],
        status: 'done',
        doneOn: '2018-11-28',
        dates: ['2018-11-28'],
        notes: 'ZZ',
        meeting: id,
      },
      { title: 'Second page', owners: [ben], status: 'accepted', notes: '' },
    ]);
    const findings = await net.api<PastFindings>('GET', `/meetings/${id}/past`, { as });
    expect(findings.body).toMatchObject({
      statements: [{ scores: [0, 0, 1, 1, 1] }],
      links: [{ url: 'https://example.org/chat', person: ada, at: '09:00:01' }],
    });
    const chat = await net.api<{ items: ChatMessage[] }>('GET', `/meetings/${id}/chat`, { as });
    expect(chat.body.items).toMatchObject([{ person: ada, text: 'https://example.org/chat.' }]);
    const everything = await Promise.all((await net.db.collections()).map((one) => one.find().toArray()));
    expect(JSON.stringify(everything)).not.toContain('quietly');
  });

  it('is taken in once, with a key that comes again or without', async () => {
    const text = notes('once');
    const key = { 'idempotency-key': newId() };
    const [first, again] = [await take({ text }, key), await take({ text }, key)];
    expect(again.body).toEqual(first.body);
    const twice = await take({ text: `${text}\n` });
    expect(twice.problem).toMatchObject({ status: 409, code: 'already-exists' });
    const work = await net.db.collection('workstreams').countDocuments({ title: 'Website once' });
    expect(work).toBe(1);
  });

  it('adds steps to the piece of work that is there by the same name', async () => {
    const table = (step: string) => `Notes\n| Workstream | Next steps |\n|---|---|\n| Garden | ${step} |`;
    await take({ text: table('Dig') });
    await take({ text: table('Sow') });
    const gardens = await net.db.collection('workstreams').find({ title: 'Garden' }).toArray();
    expect(gardens).toHaveLength(1);
    expect(await net.db.collection('steps').countDocuments({ workstream: gardens[0]?._id })).toBe(2);
  });

  it('is refused with what is wrong, and then nothing of it is there', async () => {
    const before = await net.db.collection('meetings').countDocuments();
    const stranger = await take({ text: notes('wrong'), people: [{ name: 'Ben', person: newId() }] });
    expect(stranger.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/people/0/person' }] });
    const nowhere = await take({ text: notes('wrong'), community: net.foreign });
    expect(nowhere.problem.status).toBeOneOf([403, 422]);
    const endless = await take({ text: `Notes\n${'x'.repeat(30_000)}` });
    expect(endless.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/text' }] });
    expect(endless.problem.detail).toContain('Line 2');
    const long = await take({ text: Array(30).fill('y'.repeat(10_000)).join('\n') });
    expect(long.problem).toMatchObject({ status: 413 });
    const empty = await take({ text: '  ' });
    expect(empty.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/text' }] });
    expect(await net.db.collection('meetings').countDocuments()).toBe(before);
  });

  it('is brought by those who run the community', async () => {
    expect((await preview({ text: notes('mine') }, net.tokens.ben)).problem.code).toBe('forbidden');
  });
});
