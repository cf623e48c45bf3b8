import { introductionsContract, questionSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersOf, type Member, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

/** Stands in for membership; the `silent` are to get nothing any more. */
const answerAsMembership = (members: readonly Member[], silent: readonly string[] = []): (() => void) => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    introductionsContract.questions.letters,
  );
  const othersThan = (person: string, part: string) =>
    members
      .filter(({ id }) => id !== person)
      .map(({ email }) => ({
        name: 'Otto Other',
        community: 'Rural care',
        ...(part === 'exchange' && { email }),
      }));
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { people, part } = introductionsContract.questions.letters.question.parse(message.json());
      const letters = people
        .filter((person) => !silent.includes(person))
        .map((person) => ({
          person,
          weaver: 'Wanda Weaver',
          reason: 'You both care about <rural> care.\n\nSo talk.',
          until: '2026-12-24T18:00:00.000Z',
          link: `https://letters.example.org/introduction#token=${person}`,
          others: othersThan(person, part),
        }));
      message.respond(JSON.stringify({ answer: { letters } }));
    },
  });
  return () => subscription.unsubscribe();
};

const pair = async (): Promise<[Member, Member]> => (await putMembers(stage, 2)) as [Member, Member];
const made = (introduction: string, people: readonly Member[], version = 1) =>
  stage.side.publish(introductionsContract.events.introductionMade, {
    subject: introduction,
    version,
    data: { introduction, by: newId(), people: people.map(({ id }) => id) },
  });
const settled = (cause: string, count: number) =>
  until('all settled', async () => {
    const rows = await lettersOf(stage, cause);
    return rows.length === count && rows.every(({ settledAt }) => settledAt) && rows;
  });
const lettersTo = async ({ email }: Member) =>
  Promise.all(stage.mailbox.list({ to: email }).map(({ id }) => stage.mailbox.open(id)));

describe('an introduction', () => {
  it('asks each once without addresses, gives them to those who accepted, and asks the weaver', async () => {
    const members = await pair();
    const [ada, ben] = members;
    const introduction = newId();
    const end = answerAsMembership(members);
    await made(introduction, members);
    await made(introduction, members);
    await settled(`${introduction}/ask`, 2);
    const asked = (await lettersTo(ada)).at(0);
    expect(asked?.subject).toBe('Wanda Weaver would like to introduce you');
    expect(asked?.text).toContain('- Otto Other, Rural care');
    expect(asked?.text).toContain('24 December 2026 at 18:00 UTC');
    expect(asked?.html).toContain('care about &lt;rural&gt; care');
    expect(asked?.links).toContain(`https://letters.example.org/introduction#token=${ada.id}`);
    expect(`${asked?.text}${asked?.html}`).not.toContain(ben.email);

    await stage.side.publish(introductionsContract.events.introductionAnswered, {
      subject: introduction,
      version: 3,
      data: { introduction, status: 'connected', exchange: [ada.id, ben.id] },
    });
    await settled(`${introduction}/exchange/2`, 2);
    const given = (await lettersTo(ada)).find((one) => one?.subject === 'You are introduced: Otto Other');
    expect(given?.text).toContain(`- Otto Other, Rural care: ${ben.email}`);
    expect(given?.text).not.toContain(`: ${ada.email}`);

    const [weaver] = (await putMembers(stage, 1)) as [Member];
    await stage.side.publish(introductionsContract.events.introductionFollowUpDue, {
      subject: introduction,
      version: 4,
      data: { introduction, by: weaver.id },
    });
    await settled(`${introduction}/follow-up`, 1);
    end();
    expect((await lettersTo(weaver)).map((one) => one?.subject)).toEqual([
      'What came of it: Otto Other, Otto Other?',
    ]);
    expect(stage.mailbox.duplicates()).toEqual([]);
  });

  it('writes nothing for an answer that connects nobody, nor to who is out of it meanwhile', async () => {
    const members = await pair();
    const [ada, ben] = members;
    const introduction = newId();
    const end = answerAsMembership(members, [ben.id]);
    await stage.side.publish(introductionsContract.events.introductionAnswered, {
      subject: introduction,
      version: 2,
      data: { introduction, status: 'asked' },
    });
    await made(introduction, members, 3);
    const rows = await settled(`${introduction}/ask`, 2);
    end();
    expect(rows.find(({ person }) => person === ben.id)).toMatchObject({
      status: 'failed',
      reason: 'there is nothing to say any more',
    });
    expect([await lettersTo(ada), await lettersTo(ben)].map(({ length }) => length)).toEqual([1, 0]);
  });

  it('waits for membership', async () => {
    const members = await pair();
    const introduction = newId();
    await made(introduction, members);
    const cause = `${introduction}/ask`;
    const waiting = await until('failed attempts', async () => {
      const rows = await lettersOf(stage, cause, 'queued');
      return rows.length === 2 && rows.every(({ attempts }) => attempts > 0) && rows;
    });
    expect(waiting[0]?.reason).toBe('membership did not say what it is about');
    const end = answerAsMembership(members);
    const letters = stage.service.context.db.collection('letters');
    await letters.updateMany({ cause }, [{ $set: { dueAt: '$$NOW' } }]);
    expect((await settled(cause, 2)).map(({ status }) => status)).toEqual(['sent', 'sent']);
    end();
  });
});
