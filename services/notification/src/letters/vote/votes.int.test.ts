import { ballotsContract, questionSubject, votesContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

it('sends each voter of a round their own link once, and none to whom the round no longer takes', async () => {
  const members = await putMembers(stage, 3);
  const people = members.map(({ id }) => id);
  const [gone] = people;
  const round = newId();
  const subject = questionSubject(stage.environment.SKEIN_PREFIX ?? '', '*', ballotsContract.questions.links);
  // Stands in for the survey service.
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const asked = ballotsContract.questions.links.question.parse(message.json());
      const links = asked.people
        .filter((person) => person !== gone)
        .map((person) => ({ person, url: `https://letters.example.org/vote#${asked.round}-${person}` }));
      message.respond(JSON.stringify({ answer: { links } }));
    },
  });
  const closesAt = '2026-12-24T18:00:00.000Z';
  for (const version of [2, 3]) {
    const data = { vote: newId(), round, title: 'Why we meet', closesAt, people };
    await stage.side.publish(votesContract.events.votersInvited, { subject: round, version, data });
  }
  const rows = await until('all settled', async () => {
    const all = await lettersOf(stage, round);
    return all.length === 3 && all.every(({ settledAt }) => settledAt) && all;
  });
  subscription.unsubscribe();
  expect(rows.filter(({ status }) => status === 'sent')).toHaveLength(2);
  expect(rows.find(({ status }) => status === 'failed')?.person).toBe(gone);
  const letter = stage.mailbox.find(({ to }) => to[0] === members[1]?.email);
  const opened = letter && (await stage.mailbox.open(letter.id));
  expect(opened?.subject).toBe('Your vote is asked for: Why we meet');
  expect(opened?.text).toContain('24 December 2026 at 18:00 UTC');
  expect(opened?.links).toContain(`https://letters.example.org/vote#${round}-${people[1]}`);
  expect(stage.mailbox.duplicates()).toEqual([]);
});
