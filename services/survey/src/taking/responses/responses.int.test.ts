import {
  type AcceptedResponse,
  type Answers,
  intakeStream,
  intakeSubject,
  type Results,
  type Survey,
} from '@skein/contracts';
import { listDeadLetters, newId, type RunningService, startService, transact } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import { surveyWorker } from '../../worker-app.ts';
import { responsesFromQueue } from '../queue/consume.ts';
import type { ResponseRow } from './row.ts';

let side: SurveySide;
let prefix: string;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
  prefix = side.environment.SKEIN_PREFIX ?? '';
});
afterAll(() => side.stop());

const openToAll = (asking: object = {}): Promise<Survey> =>
  side.openAndAnnounce({ audience: { kind: 'open' }, ...asking });
const accepted = (survey: string, answers: Answers, more: object = {}): AcceptedResponse => ({
  response: newId(),
  survey,
  instrumentVersion: 1,
  receivedAt: new Date().toISOString(),
  answers,
  ...more,
});
const publish = (items: AcceptedResponse[], batch = newId()) =>
  side.side.nats.js.publish(
    intakeSubject(prefix, 'testing'),
    JSON.stringify({ network: 'testing', batch, responses: items }),
  );
const resultsOf = async (id: string) =>
  (await call<Results>(side.api.url, 'GET', `/surveys/${id}/results`, { as: side.admin })).body;
const untilDrained = () =>
  until('the queue to be drained', async () => {
    const { state } = await side.side.nats.jsm.streams.info(intakeStream(prefix));
    const info = await side.side.nats.jsm.consumers.info(intakeStream(prefix), 'survey-responses');
    return info.ack_floor.stream_seq >= state.last_seq;
  });

describe('the worker', () => {
  it('tallies exactly what it stored, whatever comes twice', async () => {
    const survey = await openToAll();
    const answers = fc
      .record(
        {
          mood: fc.integer({ min: 1, max: 5 }),
          role: fc.constantFrom('nurse', 'other'),
          ways: fc.uniqueArray(fc.constantFrom('mail', 'call'), { minLength: 1 }),
          why: fc.constantFrom('so', 'thus'),
        },
        { requiredKeys: ['mood'] },
      )
      .map((record): Answers => ({ ...record }));
    const some = fc.sample(answers, 300).map((one) => accepted(survey.id, one, { link: newId() }));
    const sent = fc.sample(fc.shuffledSubarray(some, { minLength: 100, maxLength: 200 }), 8);
    const batches = [...sent, some].map((items) => [newId(), items] as const);
    // Each batch comes twice as well, under its own key, as it does after a lost acknowledgement.
    for (const [batch, items] of [...batches, ...batches]) await publish(items, batch);
    await untilDrained();
    const stored = await rowsOfSurvey<ResponseRow>(side.db, 'responses', survey.id);
    const results = await resultsOf(survey.id);
    expect(stored).toHaveLength(300);
    expect(results.responses).toBe(300);
    for (const { key, answered, counts } of results.questions) {
      const given = stored.flatMap((row) => (Object.hasOwn(row.answers, key) ? [row.answers[key]] : []));
      expect([key, answered]).toEqual([key, given.length]);
      for (const [option, count] of Object.entries(counts ?? {}))
        expect([key, option, count]).toEqual([
          key,
          option,
          given
            .flat()
            .map(String)
            .filter((one) => one === option).length,
        ]);
    }
    expect(await side.db.collection('refused_responses').countDocuments({ survey: survey.id })).toBe(0);
  });

  it('counts one draft sent to two surveys in both', async () => {
    const [one, other] = [await openToAll(), await openToAll()];
    const response = newId();
    await publish([
      accepted(one.id, { mood: 1 }, { response }),
      accepted(other.id, { mood: 2 }, { response }),
    ]);
    await untilDrained();
    expect([(await resultsOf(one.id)).responses, (await resultsOf(other.id)).responses]).toEqual([1, 1]);
  });

  it('sets a malformed message aside with its reason, and goes on', async () => {
    const survey = await openToAll();
    const { js } = side.side.nats;
    await js.publish(intakeSubject(prefix, 'testing'), '{"not":');
    await js.publish(
      intakeSubject(prefix, 'testing'),
      JSON.stringify({ network: 'testing', batch: newId(), responses: [] }),
    );
    await js.publish(
      intakeSubject(prefix, 'elsewhere'),
      JSON.stringify({ network: 'testing', batch: newId(), responses: [accepted(survey.id, { mood: 1 })] }),
    );
    await publish([accepted(survey.id, { mood: 1 })]);
    const letters = await until('the dead letters', async () => {
      const { items: here } = await listDeadLetters(side.side.nats, prefix, 'testing', 0, 10);
      const { items: elsewhere } = await listDeadLetters(side.side.nats, prefix, 'elsewhere', 0, 10);
      return here.length === 2 && elsewhere.length === 1 && [...here, ...elsewhere];
    });
    expect(letters.map(({ consumer }) => consumer)).toEqual(Array(3).fill('survey-responses'));
    expect(letters.map(({ reason }) => reason)).toMatchObject([
      expect.stringContaining('JSON'),
      expect.stringContaining('responses'),
      'the subject and the batch disagree on the network',
    ]);
    await untilDrained();
    expect((await resultsOf(survey.id)).responses).toBe(1);
  });

  it('fails a batch for a survey that is not known, and stores nothing of it', async () => {
    const survey = await openToAll();
    const known = accepted(survey.id, { mood: 1 });
    const batch = { network: 'testing', batch: newId(), responses: [known, accepted(newId(), { mood: 1 })] };
    const message = { subject: intakeSubject(prefix, 'testing'), json: () => batch, seq: 1 };
    const { apply } = responsesFromQueue().read(message as never);
    await expect(transact(side.api.context, { network: 'testing', now: new Date() }, apply)).rejects.toThrow(
      'there is no survey',
    );
    expect(await side.db.collection('responses').countDocuments({ survey: survey.id })).toBe(0);
  });

  it('purges from the queue what is done with', async () => {
    const survey = await openToAll();
    await publish([accepted(survey.id, { mood: 1 })]);
    await until('the queue to be empty', async () => {
      const { state } = await side.side.nats.jsm.streams.info(intakeStream(prefix));
      return state.messages === 0;
    });
    await untilDrained();
    expect((await resultsOf(survey.id)).responses).toBe(1);
  });
});

describe('workers that come and go', () => {
  it('lose nothing of what arrives meanwhile, and count nothing twice', async () => {
    const survey = await openToAll();
    const workers: RunningService[] = [await startService(surveyWorker, side.environment)];
    let status = 202;
    const sending = Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let index = 0; index < 60; index += 1) {
          const reply = await side.answer(survey.id, { mood: 1 + (index % 5) });
          if (reply.status !== 202) status = reply.status;
        }
      }),
    );
    for (let round = 0; round < 3; round += 1) {
      await workers.pop()?.stop();
      workers.push(await startService(surveyWorker, side.environment));
    }
    await sending;
    await untilDrained();
    await workers.pop()?.stop();
    expect(status).toBe(202);
    const results = await resultsOf(survey.id);
    expect(results.responses).toBe(480);
    expect(results.questions[0]?.counts).toEqual({ 1: 96, 2: 96, 3: 96, 4: 96, 5: 96 });
  });
});

describe('confidential results', () => {
  it('are withheld below the smallest group and until it has closed, and keep no link to who answered', async () => {
    const { people } = await side.makeCommunity(9);
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'people', people } });
    const links = await side.linksFor(survey.id, people);
    await Promise.all(
      links.slice(0, 8).map(({ token }) => side.answer(survey.id, { mood: 2, why: 'So' }, { token })),
    );
    await untilDrained();
    expect(await resultsOf(survey.id)).toMatchObject({
      ...{ state: 'steps', suppressed: true, questions: [], responses: 0, invited: 9, smallestGroup: 8 },
    });
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, {
      as: side.admin,
      ifMatch: survey.version,
    });
    const enough = await until('it to have settled', async () => {
      const results = await resultsOf(survey.id);
      return results.state === 'final' && results;
    });
    expect(enough).toMatchObject({
      suppressed: false,
      responses: 8,
      questions: [{ answered: 8, about: 4 }, {}, {}, {}, { answered: 8 }],
    });
    expect(await side.tallied(survey.id, 'mood')).toEqual({ answered: 8, counts: { 2: 8 } });
    // Near what was said, and the same however often it is asked for.
    expect(await resultsOf(survey.id)).toEqual(enough);
    expect(enough.questions[4]?.texts).toEqual(Array(8).fill('So'));
    const rows = await rowsOfSurvey<ResponseRow>(side.db, 'responses', survey.id);
    const ids = await side.db.collection('invitations').find({ survey: survey.id }).toArray();
    for (const { _id: link, person } of ids) {
      expect(JSON.stringify(rows)).not.toContain(link);
      expect(JSON.stringify(rows)).not.toContain(person);
    }
    expect(rows.every(({ receivedAt }) => receivedAt.getTime() % (24 * 60 * 60 * 1000) === 0)).toBe(true);
  });

  it('take what is replayed after the end, and note nowhere by which link it came', async () => {
    const { people } = await side.makeCommunity(9);
    const survey = await side.openAndAnnounce({ mode: 'confidential', audience: { kind: 'people', people } });
    const [link] = await side.linksFor(survey.id, people);
    await side.answer(survey.id, { mood: 2 }, { token: link?.token });
    await untilDrained();
    const closing = { as: side.admin, ifMatch: survey.version };
    await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, closing);
    await until('it to have settled', async () => (await resultsOf(survey.id)).state === 'final');
    const used = () =>
      side.db.collection<{ _id: string }>('used_links').find({ survey: survey.id }).toArray();
    const before = await used();
    expect(before).toHaveLength(1);
    const late = accepted(survey.id, { mood: 4 }, { link: newId() });
    // By the link of the answer that is there, and twice.
    const another = accepted(survey.id, { mood: 5 }, { link: before[0]?._id });
    await publish([late]);
    await publish([late, another]);
    await untilDrained();
    expect(await side.tallied(survey.id, 'mood')).toEqual({ answered: 2, counts: { 2: 1, 4: 1 } });
    const ids = (await rowsOfSurvey<ResponseRow>(side.db, 'responses', survey.id)).map(({ _id }) => _id);
    expect(ids).toHaveLength(2);
    expect(ids).toContain(`${survey.id}.${late.response}`);
    expect(await used()).toEqual(before);
    const refused = await side.db.collection('refused_responses').find({ survey: survey.id }).toArray();
    expect(refused.map(({ _id, reason }) => [String(_id), reason])).toEqual([
      [`${survey.id}.${another.response}`, 'link-used'],
    ]);
  });

  it('are for those who run the network or belong to the survey’s community', async () => {
    const { community } = await side.makeCommunity(1);
    const survey = await side.openAndAnnounce({ audience: { kind: 'community', community } });
    const read = async (role: 'member' | 'guest', where: string) => {
      const as = await side.side.tokenFor({ communities: { [where]: role } });
      return (await call(side.api.url, 'GET', `/surveys/${survey.id}/results`, { as })).status;
    };
    expect(await read('member', community)).toBe(200);
    expect(await read('guest', community)).toBe(403);
    expect(await read('member', newId())).toBe(403);
  });
});
