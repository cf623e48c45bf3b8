import { randomBytes, randomInt } from 'node:crypto';
import { type Answers, intakeStream, intakeSubject, type Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvitationRow } from '../../asking/invitations/row.ts';
import { type Claim, hits, joinByOrder, joinByValues } from '../../testing/attack.ts';
import { pageOf } from '../../testing/ballots.ts';
import { dumpOf, type Found, keepLog } from '../../testing/dump.ts';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

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

/** Answers, and does in between what people and phones do too. */
const answerWithDetours = async (survey: string, token: string, index: number): Promise<string> => {
  const ballot = await page.ballotFor(survey, token);
  if (index % 2 === 0) expect((await page.ask(survey, token, ballot.blinded)).status).toBe(200);
  if (index % 3 === 0) await expect(page.ballotFor(survey, token)).rejects.toThrow(/already/);
  const { body } = await page.answer(survey, ballot, someAnswers());
  if (index % 4 === 0) expect((await page.answer(survey, ballot, someAnswers())).status).toBe(202);
  const own = { secret: ballot.secret, proof: body.proof };
  const send = (method: string, more: object) =>
    call(side.intake?.url ?? '', method, `/surveys/${survey}/responses/${ballot.response}`, {
      body: { ...own, ...more },
    });
  const changed = { revision: 1, instrumentVersion: 1, answers: someAnswers() };
  if (index % 5 === 0) expect((await send('PUT', changed)).status).toBe(202);
  if (index % 7 === 0) expect((await send('DELETE', {})).status).toBe(202);
  return ballot.response;
};

const prefix = (): string => side.environment.SKEIN_PREFIX ?? '';

const wholeDump = async (): Promise<Found[]> => {
  await until('the queue to be empty', async () => {
    const { state } = await side.side.nats.jsm.streams.info(intakeStream(prefix()));
    return state.messages === 0;
  });
  return [...(await dumpOf(side.db, side.side.nats, prefix())), ...logs.flat()];
};

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
      const stored = await rowsOfSurvey(side.db, 'responses', survey.id, { withdrawn: true });
      return stored.length === index + 1;
    });
  }
  const dump = await wholeDump();
  const people = new Map(
    invitations.flatMap(({ _id, person }) => [
      [person, person],
      [_id, person],
    ]),
  );
  return { truth, dump, people };
};

const expectNoBetterThanChance = (
  dump: readonly Found[],
  people: Map<string, string>,
  truth: Claim,
): void => {
  expect(joinByValues(dump, people, namesOf(truth)).size).toBe(0);
  const byOrder = joinByOrder(dump, people, namesOf(truth)).map((claim) => hits(claim, truth));
  // Chance hits one on the average, and ten in one of ten million claims.
  expect(byOrder.length).toBeGreaterThan(20);
  expect(Math.max(...byOrder)).toBeLessThan(10);
  expect(byOrder.reduce((sum, one) => sum + one, 0) / byOrder.length).toBeLessThan(4);
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

describe('whoever has a dump of every database and stream, and every log', { timeout: 180_000 }, () => {
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
      ({ place, value }) => place.startsWith('ballot_marks') && 'ballot' in (value as object),
    );
    expect(marked).toHaveLength(members);
    const logged = dump.filter(({ place }) => place === 'log').map(({ text }) => text);
    expect(logged.some((text) => text.includes('/reminders'))).toBe(true);
    // When a ballot was given out is in no line.
    expect(logged.filter((text) => text.includes('/ballots'))).toEqual([]);
    expectNoBetterThanChance(dump, people, truth);
  });

  it('nor with one whose ballots were asked for twice, whose responses were changed, withdrawn, read and exported', async () => {
    const { survey, people: all } = await page.open(members);
    const tokens = new Map((await side.linksFor(survey.id, all)).map(({ person, token }) => [person, token]));
    const send = (method: string, path: string, body?: object) =>
      call<{ state: string }>(side.api.url, method, `/surveys/${survey.id}${path}`, {
        ...{ as: side.admin, headers: { 'idempotency-key': newId() } },
        ...(body && { body }),
      });
    const { truth, people } = await everybodyAnswers(survey, (person, index) =>
      answerWithDetours(survey.id, tokens.get(person) ?? '', index),
    );
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, {
      as: side.admin,
      ifMatch: survey.version,
    });
    await until('the results', async () => (await send('GET', '/results')).body.state === 'final');
    for (const [path, body] of [
      ['/questions/why/reading', undefined],
      ['/cross-tabs', { rows: 'mood', columns: 'ways' }],
    ] as const)
      expect((await send('POST', path, body)).status).toBe(202);
    await until('the texts', async () => (await send('GET', '/questions/why/words')).body.state === 'ready');
    for (const path of ['/export?format=csv', '/responses?limit=10', '/questions/why/texts'])
      expect((await send('GET', path)).status).toBe(200);
    const dump = await wholeDump();
    expect(dump.some(({ place }) => place === 'open_texts')).toBe(true);
    expectNoBetterThanChance(dump, people, truth);
  });

  it('nor finds in the tallies which responses were the first', async () => {
    // In the order in which they lie on the disk, and as they are written there: objects here put numbers first.
    const rows = await side.db
      .collection('tallies')
      .aggregate<{ id: string; survey: string; options: string[] }>([
        {
          $project: {
            id: '$_id',
            survey: 1,
            options: { $map: { input: { $objectToArray: '$counts' }, in: '$$this.k' } },
          },
        },
      ])
      .toArray();
    const anonymous = new Set(
      (await side.db.collection('surveys').find({ mode: 'anonymous' }).toArray()).map(({ _id }) =>
        String(_id),
      ),
    );
    const told = rows.filter(({ survey }) => anonymous.has(survey));
    expect(told.length).toBeGreaterThan(20);
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted());
    for (const { options } of told) expect(options ?? []).toEqual((options ?? []).toSorted());
  });

  it('nor when or in which order a change came that waits for its response', async () => {
    const { survey } = await page.open(members);
    const [response, at] = [newId(), `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`];
    const facts = {
      survey: survey.id,
      instrumentVersion: 1,
      receivedAt: at,
      receipt: 'r',
      answers: { mood: 1 },
    };
    await side.side.nats.js.publish(
      intakeSubject(prefix(), 'testing'),
      JSON.stringify({
        network: 'testing',
        batch: newId(),
        responses: [{ ...facts, response, revision: 1 }],
      }),
    );
    const row = await until('it to be kept', () =>
      side.db.collection('early_changes').findOne({ survey: survey.id }),
    );
    expect(row.change).toEqual({ ...facts, response, revision: 1 });
    expect(row.expiresAt.toISOString()).toMatch(/T00:00:00\.000Z$/);
  });
});
