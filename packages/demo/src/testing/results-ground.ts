import { type Client, isProblem } from '@skein/client';
import type { Answers } from '@skein/contracts';
import { v7 } from 'uuid';
import { onceKnown } from '../load/meetings.ts';
import { submit, untilCounted } from '../load/surveys.ts';
import { until } from '../until.ts';

const levels = ['None yet', 'Some', 'Much', 'All of it'];
const roles = [
  { key: 'nurse', label: 'Nurse' },
  { key: 'doctor', label: 'Doctor' },
];
const mood = { kind: 'scale' as const, key: 'mood', from: 1, to: 5, lowLabel: 'low', highLabel: 'high' };
const first = [
  { ...mood, text: 'How are you?' },
  { kind: 'single' as const, key: 'role', text: 'What is your work?', choices: roles },
  { kind: 'yes-no' as const, key: 'again', text: 'Would you come again?' },
  { kind: 'ranking' as const, key: 'order', text: 'What matters most?', choices: roles },
  {
    kind: 'matrix' as const,
    key: 'parts',
    text: 'How were the parts?',
    ...{ from: 1, to: 3, lowLabel: 'poor', highLabel: 'good' },
    rows: [
      { key: 'start', label: 'The start' },
      { key: 'end', label: 'The end' },
    ],
  },
  { kind: 'text' as const, key: 'why', text: 'Why do you say so?', maxLength: 200 },
  { kind: 'levels' as const, key: 'trust', text: 'Trust among us', levels },
];
const second = [{ ...mood, text: 'How did you feel today?' }, ...first.slice(1)];

const answersOf = (index: number): Answers => ({
  mood: (index % 5) + 1,
  role: index % 2 ? 'nurse' : 'doctor',
  again: index % 3 > 0,
  order: ['nurse', 'doctor'],
  parts: { start: 2, end: 3 },
  why: `Listening helped, the ${index}th time we listened`,
  trust: index % 2 ? 2 : 3,
});

/** A community with a survey of two versions that all answered, publications for each audience, and two assessments. */
export const layResultsGround = async (client: Client) => {
  const founded = await client.foundCommunity({
    body: { slug: 'readers', name: 'Readers', domain: 'Reading', description: 'Who reads', joining: 'open' },
  });
  const communities = [{ community: founded.id, role: 'member' as const }];
  const emails = Array.from({ length: 9 }, (_, index) => `reader${index}@example.org`);
  const people = emails.map((email, index) => ({ name: `Reader ${index}`, email, communities }));
  await client.importPeople({
    body: {
      people: [
        ...people.map((one) => ({ ...one, consents: ['digest' as const] })),
        { name: 'Sam Stranger', email: 'stranger@example.org' },
      ],
    },
  });
  const ids = await Promise.all(
    emails.map(async (text) => {
      const { items } = await client.listPeople({ query: { text } });
      return items[0]?.id ?? '';
    }),
  );
  const drafted = await client.draftInstrument({
    body: { slug: 'readers-pulse', title: 'Pulse', source: 'A test', questions: first },
  });
  const params = { id: drafted.id };
  await client.publishInstrument({ params, ifMatch: drafted.version });

  const open = (title: string, mode: 'named' | 'confidential') =>
    onceKnown('the community', () =>
      client.openSurvey({
        body: {
          ...{ instrument: drafted.id, title, mode, community: founded.id, invite: false },
          audience: { kind: 'people', people: ids },
          closesAt: new Date(Date.now() + 3_600_000).toISOString(),
        },
      }),
    );
  const answer = async (survey: string, from: number, to: number, instrumentVersion: number) => {
    const asked = { params: { id: survey }, body: { people: ids.slice(from, to) } };
    const { links } = await client.handOutLinks(asked);
    for (const [index, { token }] of links.entries()) {
      const facts = { response: v7(), token, instrumentVersion };
      // A version that the survey took a moment ago may not have reached the intake yet.
      await until('the intake to know the version', () =>
        submit(client, survey, { ...facts, answers: answersOf(from + index) }).catch((error) => {
          if (isProblem(error, 'conflict')) return undefined;
          throw error;
        }),
      );
    }
  };
  await until('the members to be known', async () => {
    const { invited } = await open('Try', 'named').catch(() => ({ invited: 0 }));
    return invited === 9 || undefined;
  });
  const earlier = await open('Pulse in spring', 'named');
  await answer(earlier.id, 0, 2, 1);
  const main = await open('Pulse in autumn', 'named');
  await answer(main.id, 0, 6, 1);
  const edited = await client.readInstrument({ params });
  const changed = await client.editInstrument({
    params,
    body: { questions: second },
    ifMatch: edited.version,
  });
  await client.publishInstrument({ params, ifMatch: changed.version });
  await client.takeVersion({
    params: { id: main.id },
    body: { number: 2 },
    ifMatch: main.version,
  });
  await answer(main.id, 6, 9, 2);
  await untilCounted(client, main.id, 9);
  const few = await open('A few words', 'confidential');
  await answer(few.id, 0, 3, 2);

  const quiet = await open('In confidence', 'confidential');
  await answer(quiet.id, 0, 9, 2);
  await client.closeSurvey({ params: { id: quiet.id }, ifMatch: quiet.version });
  await untilCounted(client, quiet.id, 9);
  const running = await open('Still open', 'named');
  await answer(running.id, 0, 1, 2);
  await untilCounted(client, running.id, 1);

  type Audience = { kind: 'public' | 'network' | 'respondents' } | { kind: 'community'; community: string };
  const publish = async (title: string, audience: Audience) => {
    const questions = ['mood', 'role', 'again', 'order', 'parts', 'why', 'trust'].map((key) => ({ key }));
    const body = { title, introduction: 'Thank you all.', audience, questions };
    return (await client.publishResults({ params: { id: main.id }, body })).id;
  };
  const assess = async (title: string, date: string, agreed: number, inside: string[], outside: string[]) =>
    client.addAssessment({
      body: {
        ...{ community: founded.id, instrument: drafted.id, title, date, inside, outside },
        ...{ agreed: { trust: agreed }, target: { trust: 4 } },
      },
    });
  await assess('A year ago', '2025-11-01', 1, [], []);
  const assessment = await assess('This autumn', '2026-11-01', 2, [main.id], [earlier.id]);
  return {
    community: founded.id,
    survey: main.id,
    few: few.id,
    quiet: quiet.id,
    running: { id: running.id, answerNext: () => answer(running.id, 1, 2, 2) },
    assessment: assessment.id,
    publications: {
      open: await publish('For everyone', { kind: 'public' }),
      network: await publish('For the network', { kind: 'network' }),
      community: await publish('For the readers', { kind: 'community', community: founded.id }),
      respondents: await publish('For those who answered', { kind: 'respondents' }),
    },
  };
};
export type ResultsGround = Awaited<ReturnType<typeof layResultsGround>>;
