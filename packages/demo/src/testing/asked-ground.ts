import type { Client } from '@skein/client';
import { onceKnown } from '../load/meetings.ts';
import { until } from '../until.ts';

const hour = 60 * 60 * 1000;
const soon = (): string => new Date(Date.now() + hour).toISOString();

/** A community of nine whom surveys and votes can ask, the first of them by their address. */
export const foundAsked = async (host: Client, slug: string) => {
  const { id: community } = await host.foundCommunity({
    body: {
      ...{ slug, name: `Those who are asked ${slug}`, domain: 'Answering' },
      ...{ description: 'Nine who answer', joining: 'open' as const },
    },
  });
  const members = Array.from({ length: 9 }, (_, index) => ({
    name: `Nell Nine ${index}`,
    email: `nell.${slug}.${index}@example.org`,
    communities: [{ community, role: 'member' as const }],
  }));
  const { people } = await host.importPeople({ body: { people: members } });
  const [first] = people;
  if (!first) throw new Error('nobody was taken in');
  const drafted = await host.draftInstrument({
    body: {
      ...{ slug: `one-question-${slug}`, title: 'One question' },
      questions: [
        {
          ...{ kind: 'scale', key: 'mood', text: 'How are you?', required: true },
          ...{ from: 1, to: 5, lowLabel: 'low', highLabel: 'high' },
        },
      ],
    },
  });
  await host.publishInstrument({ params: { id: drafted.id }, ifMatch: drafted.version });

  /** Asks the nine; the intake and the page know it. */
  const ask = async (title: string, mode: 'confidential' | 'anonymous') => {
    const audience = { kind: 'community' as const, community };
    const body = {
      instrument: drafted.id,
      title,
      mode,
      audience,
      community,
      invite: false,
      closesAt: soon(),
    };
    const survey = await until('all nine to be asked', async () => {
      const opened = await onceKnown('the community', () => host.openSurvey({ body })).catch(() => undefined);
      return opened?.invited === people.length ? opened : undefined;
    });
    await until('the intake to know the survey', () =>
      host
        .submitResponse({
          params: { id: survey.id },
          body: { response: '01890000-0000-7000-8000-000000000000', instrumentVersion: 999, answers: {} },
        })
        .catch((error: { problem?: { code: string } }) => error.problem?.code === 'conflict' || undefined),
    );
    return survey;
  };

  /** Puts two statements to the vote, and waits until ballots are taken. */
  const putToVote = async (title: string) => {
    const electorate = { kind: 'community' as const, community };
    const vote = await onceKnown('the community', () =>
      host.createVote({ body: { title, question: 'Which?', method: 'plurality', electorate } }),
    );
    const params = { id: vote.id };
    const statements: string[] = [];
    for (const text of ['To learn from each other', 'To be seen'])
      statements.push((await host.proposeStatement({ params, body: { text } })).id);
    await until('the electorate to be known', async () => {
      const { version } = await host.readVote({ params });
      const body = { statements, closesAt: soon(), invite: false };
      return host.openRound({ params, body, ifMatch: version }).catch(() => undefined);
    });
    const roundIs = (status: string) =>
      until(`the round to be ${status}`, async () => {
        const [round] = (await host.readVote({ params })).rounds;
        return round?.status === status ? round : undefined;
      });
    await roundIs('open');
    return { id: vote.id, roundIs };
  };

  return { community, slug, people, member: { ...first, name: 'Nell Nine 0' }, ask, putToVote };
};
