import { type Ballot, makeBallot } from '@skein/answering';
import type { Results } from '@skein/contracts';
import { call, until } from '@skein/service-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import type { BallotMarkRow, InvitationRow } from '../../asking/invitations/row.ts';
import { pageOf } from '../../testing/ballots.ts';
import { startProcess } from '../../testing/process.ts';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { startSurveySide } from '../../testing/survey-side.ts';

const people = 60;

it('gives everybody their one ballot, though a process that issues them is killed in the middle', async () => {
  const side = await startSurveySide({ intake: true, worker: true });
  onTestFinished(() => side.stop());
  const page = pageOf(side);
  const { survey, people: asked } = await page.open(people);
  const tokens = await page.tokensOf(survey.id, asked);
  const key = await page.keyOf(survey.id);
  const ballots = await Promise.all(tokens.map(() => makeBallot(key)));
  const invitations = () => side.db.collection<InvitationRow>('invitations');
  const marks = () => rowsOfSurvey<BallotMarkRow>(side.db, 'ballot_marks', survey.id);
  const marked = async () => (await marks()).length;

  const issuing = await startProcess('main', side.environment);
  const askAt = async (base: string, ballot: Ballot, index: number) => {
    const body = { token: tokens[index], blinded: ballot.blinded };
    return call<{ signature: string }>(base, 'POST', `/surveys/${survey.id}/ballots`, { body });
  };
  const asking = ballots.map((ballot, index) =>
    askAt(issuing.url, ballot, index).then(
      ({ status }) => status,
      () => 'unknown' as const,
    ),
  );
  await until('some invitations to be marked', async () => (await marked()) > 0);
  await issuing.kill();
  const outcomes = await Promise.all(asking);
  expect(outcomes.filter((outcome) => ![200, 503, 'unknown'].includes(outcome))).toEqual([]);
  // The mark comes before the signature: nobody has a ballot whose invitation is not marked.
  const signed = outcomes.filter((outcome) => outcome === 200).length;
  expect(await marked()).toBeGreaterThanOrEqual(signed);

  // Whoever does not know asks for the same one again; for another they are too late, if their invitation was marked.
  const links = (await marks()).map(({ _id }) => _id);
  const before = await invitations()
    .find({ _id: { $in: links } })
    .toArray();
  const withMark = new Set(before.map(({ person }) => person));
  for (const [index, person] of asked.entries()) {
    if (!withMark.has(person)) continue;
    const { status } = await askAt(side.api.url, await makeBallot(key), index);
    expect(status).toBe(409);
    break;
  }
  const unblinded = await Promise.all(
    ballots.map(async (ballot, index) => {
      const { status, body } = await askAt(side.api.url, ballot, index);
      expect(status).toBe(200);
      return page.unblind(ballot, body.signature);
    }),
  );
  expect(await marked()).toBe(people);
  for (const ballot of unblinded)
    expect((await page.answer(survey.id, ballot, { mood: 3 })).status).toBe(202);
  await until('all to be stored', async () => {
    return (await rowsOfSurvey(side.db, 'responses', survey.id)).length === people;
  });
  const closing = { as: side.admin, ifMatch: survey.version };
  await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, closing);
  await until('all to be counted', async () => {
    const { body } = await call<Results>(side.api.url, 'GET', `/surveys/${survey.id}/results`, {
      as: side.admin,
    });
    return body.state === 'final' && body.responses === people;
  });
  expect(await side.tallied(survey.id, 'mood')).toEqual({ answered: people, counts: { 3: people } });
});
