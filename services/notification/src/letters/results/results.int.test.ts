import { publicationsContract, questionSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

/** Stands in for the survey service: these results are for everybody but those. */
const answerReaders = (withdrawn: () => boolean, not: readonly string[]) => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    publicationsContract.questions.readers,
  );
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { publication, people } = publicationsContract.questions.readers.question.parse(message.json());
      const readers = people.filter((person) => !not.includes(person));
      const url = `https://letters.example.org/results#id=${publication}`;
      const answer = withdrawn() ? {} : { results: { title: 'What you said', url, readers } };
      message.respond(JSON.stringify({ answer }));
    },
  });
  return () => subscription.unsubscribe();
};

const tell = (publication: string, people: string[], version: number) =>
  stage.side.publish(publicationsContract.events.readersTold, {
    subject: publication,
    version,
    data: { publication, people },
  });

const whenSettled = (publication: string, count: number) =>
  until('all settled', async () => {
    const rows = await lettersOf(stage, publication);
    return rows.length === count && rows.every(({ settledAt }) => settledAt) && rows;
  });

it('writes once to each who agreed to get news and may read the results', async () => {
  const members = await putMembers(stage, 4, (index) => (index === 1 ? { consents: [] } : {}));
  const people = members.map(({ id }) => id);
  const [, silent = '', left = ''] = people;
  const stop = answerReaders(() => false, [left]);
  const publication = newId();
  await tell(publication, people, 1);
  await tell(publication, people, 2);
  await stage.restart();
  const rows = await whenSettled(publication, 4);
  stop();
  const reasons = new Map(rows.map(({ person, status, reason }) => [person, reason ?? status]));
  expect(people.map((person) => reasons.get(person))).toEqual([
    ...['sent', 'the consent was withdrawn', 'the results are no longer for this person', 'sent'],
  ]);
  const to = (person: string) => members.find(({ id }) => id === person)?.email ?? '';
  const written = (person: string) => stage.mailbox.find((letter) => letter.to[0] === to(person));
  expect([written(silent), written(left)]).toEqual([undefined, undefined]);
  const letter = await stage.mailbox.open(written(people[0] ?? '')?.id ?? '');
  expect(letter?.subject).toBe('Results: What you said');
  expect(letter?.links).toContain(`https://letters.example.org/results#id=${publication}`);
  expect(letter?.text).toContain('/unsubscribe#token=');
  expect(stage.mailbox.duplicates()).toEqual([]);
});

it('writes to nobody once the results are withdrawn', async () => {
  const members = await putMembers(stage, 2);
  const stop = answerReaders(() => true, []);
  const publication = newId();
  await tell(
    publication,
    members.map(({ id }) => id),
    1,
  );
  const rows = await whenSettled(publication, 2);
  stop();
  expect(rows.map(({ status }) => status)).toEqual(['failed', 'failed']);
});
