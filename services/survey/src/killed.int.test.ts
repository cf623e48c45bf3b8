import { randomBytes } from 'node:crypto';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import type { Collection, Db } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UsedLinkRow } from './asking/invitations/row.ts';
import type { SurveyRow } from './asking/surveys/row.ts';
import type { ResponseRow } from './taking/responses/row.ts';
import { startProcess } from './testing/process.ts';
import { ballotsOfRound, rowsOfSurvey } from './testing/rows.ts';
import { startSurveySide } from './testing/survey-side.ts';
import { startVoteSide } from './testing/vote-side.ts';
import type { BallotRow } from './voting/ballots/row.ts';
import type { CountRow, RoundRow } from './voting/rounds/row.ts';

// So many that a process is killed long before it has written them all.
const many = 10_000;
const timeout = 240_000;

/** Puts copies of what lies there beside it, and tells all ids. */
const multiply = async <T extends { _id: string }>(
  db: Db,
  name: string,
  id: () => string,
): Promise<string[]> => {
  const rows = db.collection(name) as unknown as Collection<T>;
  const [row] = (await rows.find().toArray()) as unknown as T[];
  if (!row) throw new Error(`nothing lies in ${name}`);
  const copies = Array.from({ length: many }, () => ({ ...row, _id: id() }));
  await rows.insertMany(copies as never, { ordered: false });
  return [row, ...copies].map(({ _id }) => _id).toSorted();
};

const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id).toSorted();

const apartIn = async (db: Db): Promise<string[]> =>
  (await db.listCollections({ name: /\.apart\./ }, { nameOnly: true }).toArray()).map(({ name }) => name);

describe('what lay apart comes home whole, though a process is killed in the middle', () => {
  it('of a survey', { timeout }, async () => {
    // Another process settles it.
    const hour = String(60 * 60 * 1000);
    const side = await startSurveySide({ intake: true, worker: true }, { SKEIN_SETTLING_MS: hour });
    onTestFinished(() => side.stop());
    const { db } = side;
    const { community, people } = await side.makeCommunity(9);
    const survey = await side.openAndAnnounce({
      mode: 'confidential',
      audience: { kind: 'community', community },
    });
    const { id } = survey;
    const [link] = await side.linksFor(id, people.slice(0, 1));
    await side.answer(id, { mood: 3 }, { token: link?.token });
    await until('the answer', async () => (await rowsOfSurvey(db, 'used_links', id)).length === 1);
    const responses = await multiply<ResponseRow>(db, `responses.apart.${id}`, () => `${id}.${newId()}`);
    const links = await multiply<UsedLinkRow>(db, `used_links.apart.${id}`, newId);
    const closing = { as: side.admin, ifMatch: survey.version };
    await call(side.api.url, 'POST', `/surveys/${id}/closing`, closing);

    const home = async () =>
      (await db.collection('responses').countDocuments({ survey: id })) +
      (await db.collection('used_links').countDocuments({ survey: id }));
    const state = async () =>
      (await db.collection<SurveyRow>('surveys').findOne({ _id: id }))?.apart ?? 'home';
    const environment = { ...side.environment, SKEIN_SETTLING_MS: '300' };
    for (let kills = 0; kills < 2; kills += 1) {
      const before = await home();
      const settling = await startProcess('main', environment);
      await until('more to be at home', async () => (await home()) > before || (await state()) === 'home');
      await settling.kill();
      if (kills === 0) expect(await home()).toBeLessThan(2 * many);
    }
    await startProcess('main', environment);
    await until(
      'all to be at home, and nothing else anywhere',
      async () => (await state()) === 'home' && (await apartIn(db)).length === 0,
      60_000,
    );
    const ofSurvey = { survey: id };
    expect(idsOf(await db.collection<ResponseRow>('responses').find(ofSurvey).toArray())).toEqual(responses);
    expect(idsOf(await db.collection<UsedLinkRow>('used_links').find(ofSurvey).toArray())).toEqual(links);
  });

  it('of a vote', { timeout }, async () => {
    const side = await startVoteSide();
    onTestFinished(() => side.side.stop());
    const { vote, people } = await side.begin(3);
    const [a = '', b = ''] = await side.propose(vote.id, 'A', 'B');
    const { id, version } = await side.openRound(vote.id, [a, b]);
    await side.castAll(vote, 1, [[people[0] ?? '', [b]]]);
    const ballots = await multiply<BallotRow>(
      side.db,
      `ballots.apart.${id}`,
      () => `${id}.${randomBytes(32).toString('hex')}`,
    );
    // Another process counts it.
    await side.api.stop();
    const db = side.side.client.db(side.db.databaseName);
    const home = () => db.collection('ballots').countDocuments();

    const counting = await startProcess('main', side.environment);
    const closing = { as: side.admin, ifMatch: version };
    const closed = await call(counting.url, 'POST', `/votes/${vote.id}/rounds/1/closing`, closing);
    expect(closed.status).toBe(202);
    await until('some to be at home', async () => (await home()) > 0);
    await counting.kill();
    expect(await home()).toBeLessThan(many);
    expect(idsOf(await ballotsOfRound(db, id))).toEqual(ballots);

    await startProcess('main', side.environment);
    await until(
      'it to be counted',
      async () => (await db.collection<RoundRow>('vote_rounds').findOne({ _id: id }))?.status === 'closed',
      60_000,
    );
    expect(idsOf(await db.collection<BallotRow>('ballots').find().toArray())).toEqual(ballots);
    expect(await apartIn(db)).toEqual([]);
    const count = await db.collection<CountRow>('vote_counts').findOne({ _id: id });
    expect(count).toMatchObject({ ballots: many + 1, order: [[b], [a]] });
  });
});
