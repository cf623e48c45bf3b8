import { randomBytes, randomInt } from 'node:crypto';
import { type Answers, intakeStream, type Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvitationRow } from '../invitations/store.ts';
import { type Claim, hits, joinByOrder, joinByValues } from '../testing/attack.ts';
import { pageOf } from '../testing/ballots.ts';
import { dumpOf, type Found, keepLog } from '../testing/dump.ts';
import { type SurveySide, startSurveySide } from '../testing/survey-side.ts';

const members = 40;

let side: SurveySide;
let page: ReturnType<typeof pageOf>;
let logs: Found[][];
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
  page = pageOf(side);
  logs = [side.api, side.intake, side.worker].flatMap((one) => (one ? [keepLog(one.context.log)] : []));
});
afterAll(() => side.stop());

const someAnswers = (): Answers => ({
  mood: randomInt(1, 6),
  ways: ['mail', 'call'].slice(randomInt(2)),
  why: randomBytes(24).toString('hex').slice(0, randomInt(1, 49)),
});

/** Each is asked and answers in the order of the invitations, alone and at once: the worst case for whoever would hide. */
const everybodyAnswers = async (
  survey: Survey,
  answer: (person: string, index: number) => Promise<string>,
): Promise<{ truth: Claim; dump: Found[]; people: Map<string, string> }> => {
  const invitations = await side.db
    .collection<InvitationRow>('invitations')
    .find({ survey: survey.id })
    .sort({ _id: 1 })
    .toArray();
  const truth = new Map<string, string>();
  for (const [index, { person }] of invitations.entries()) {
    truth.set(await answer(person, index), person);
    await until('it to be stored', async () => {
      const stored = await side.db.collection('responses').countDocuments({ survey: survey.id });
      return stored === index + 1;
    });
  }
  const prefix = side.environment.SKEIN_PREFIX ?? '';
  await until('the queue to be empty', async () => {
    const { state } = await side.side.nats.jsm.streams.info(intakeStream(prefix));
    return state.messages === 0;
  });
  const dump = [...(await dumpOf(side.db, side.side.nats, prefix)), ...logs.flat()];
  const people = new Map(
    invitations.flatMap(({ _id, person }) => [
      [person, person],
      [_id, person],
    ]),
  );
  return { truth, dump, people };
};

const remind = async (survey: string): Promise<void> => {
  const body = { confirmed: members };
  const reply = await call(side.api.url, 'POST', `/surveys/${survey}/reminders`, { as: side.admin, body });
  expect(reply.status).toBe(202);
  await until('the reminder to be sent', () =>
    side.db.collection('letter_rounds').findOne({ survey, status: 'sent' }),
  );
};

const namesOf = (truth: Claim) => new Map([...truth.keys()].map((response) => [response, response]));

describe('whoever has a dump of every database and stream, and every log', () => {
  it('joins the responses of a named survey to their people, by values and by order', async () => {
    const { community, people: all } = await side.makeCommunity(members);
    const survey = await side.openAndAnnounce({ audience: { kind: 'community', community } });
    const links = await side.linksFor(survey.id, all);
    const { truth, dump, people } = await everybodyAnswers(survey, async (person) => {
      const token = links.find((link) => link.person === person)?.token;
      const response = newId();
      const { status } = await side.answer(survey.id, someAnswers(), { response, token });
      expect(status).toBe(202);
      return response;
    });
    expect(hits(joinByValues(dump, people, namesOf(truth)), truth)).toBe(members);
    const byOrder = joinByOrder(dump, people, namesOf(truth)).map((claim) => hits(claim, truth));
    expect(Math.max(...byOrder)).toBe(members);
  });

  it('does no better than chance with an anonymous one', async () => {
    const { survey, people: all } = await page.open(members);
    const tokens = new Map((await side.linksFor(survey.id, all)).map(({ person, token }) => [person, token]));
    const { truth, dump, people } = await everybodyAnswers(survey, async (person, index) => {
      // What a reminder leaves behind must not tell who had answered by then.
      if (index === members / 2) await remind(survey.id);
      const ballot = await page.ballotFor(survey.id, tokens.get(person) ?? '');
      const { status } = await page.answer(survey.id, ballot, someAnswers());
      expect(status).toBe(202);
      return ballot.response;
    });
    // All are in the dump: the people, marked, and the responses. What lacks is what joins them.
    const marked = dump.filter(
      ({ place, value }) => place === 'invitations' && 'ballot' in (value as object),
    );
    expect(marked).toHaveLength(members);
    expect(dump.some(({ place, text }) => place === 'log' && text.includes('/ballots'))).toBe(true);
    expect(joinByValues(dump, people, namesOf(truth)).size).toBe(0);
    const byOrder = joinByOrder(dump, people, namesOf(truth)).map((claim) => hits(claim, truth));
    // Chance hits one on the average, and ten in one of ten million claims.
    expect(byOrder.length).toBeGreaterThan(20);
    expect(Math.max(...byOrder)).toBeLessThan(10);
    expect(byOrder.reduce((sum, one) => sum + one, 0) / byOrder.length).toBeLessThan(4);
  });
});
