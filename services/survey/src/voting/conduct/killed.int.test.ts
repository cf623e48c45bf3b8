import { call, until } from '@skein/service-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../../testing/process.ts';
import { ballotsOfRound } from '../../testing/rows.ts';
import { startVoteSide } from '../../testing/vote-side.ts';

it('counts every ballot that was accepted, and each once, though a process is killed in the middle', async () => {
  const side = await startVoteSide();
  onTestFinished(() => side.stop());
  const { vote, people, community } = await side.begin(60);
  const [a = '', b = ''] = await side.propose(vote.id, 'A', 'B');
  const round = await side.openRound(vote.id, [a, b]);
  const tokens = await Promise.all(people.map((person) => side.asMember(person, community)));
  const { url, kill } = await startProcess('main', side.environment);

  const path = `/votes/${vote.id}/rounds/1/ballot`;
  const castAt = (base: string, as: string, choice: string) =>
    call(base, 'POST', path, { as, body: { choices: [choice] } }).then(
      ({ status }) => status,
      () => 'unknown' as const,
    );
  const casting = tokens.map((as) => castAt(url, as, a));
  await until('some to have voted', async () => (await side.standing(vote.id, 1)).ballots >= 5);
  await kill();
  const outcomes = await Promise.all(casting);
  const accepted = outcomes.filter((outcome) => outcome === 200).length;
  // A process that has only just started may say that it is too busy: that is neither accepted nor lost.
  expect(outcomes.filter((outcome) => ![200, 503, 'unknown'].includes(outcome))).toEqual([]);

  // What the dead process had under way is either there whole or not at all.
  const { ballots } = await side.standing(vote.id, 1);
  expect(ballots).toBeGreaterThanOrEqual(accepted);
  expect(await ballotsOfRound(side.db, round.id)).toHaveLength(ballots);
  // Those who do not know send the same again, to another process: it counts once.
  for (const as of tokens)
    await until('the ballot to be taken', async () => (await castAt(side.api.url, as, a)) === 200);
  await side.closeRound(vote.id, 1);
  expect(await side.standing(vote.id, 1)).toMatchObject({ ballots: 60, counted: 60, counts: [60, 0] });
});
