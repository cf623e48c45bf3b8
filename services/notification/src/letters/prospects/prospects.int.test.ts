import { prospectsContract, questionSubject } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const contact = { name: 'Ida <b>New</b>', reach: 'ida@example.org', channel: 'by phone', due: '2026-12-01' };

/** Stands in for membership: these contacts are due for whoever is asked about. */
const answerAsMembership = (contacts: readonly object[]): (() => void) => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    prospectsContract.questions.dueContacts,
  );
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { people } = prospectsContract.questions.dueContacts.question.parse(message.json());
      const link = 'https://letters.example.org/';
      const answered = people.map((person) => ({ person, link, contacts }));
      message.respond(JSON.stringify({ answer: { people: answered } }));
    },
  });
  return () => subscription.unsubscribe();
};

const remind = async (person: string): Promise<string> => {
  const subject = newId();
  const data = { person, day: '2026-12-01', prospects: [newId()] };
  await stage.side.publish(prospectsContract.events.contactsDue, { subject, version: 1, data });
  return subject;
};

const settled = (cause: string) =>
  until('the letter is settled', async () => {
    const [row] = await lettersOf(stage, cause);
    return row?.settledAt && row;
  });

describe('a reminder to a contacter', () => {
  it('names whom to speak to, how and by when, in one letter', async () => {
    const [member] = await putMembers(stage, 1);
    const end = answerAsMembership([
      contact,
      { name: 'Max Novak', community: 'Rural care', due: '2026-11-30' },
    ]);
    await settled(await remind(member?.id ?? ''));
    end();
    const [summary] = stage.mailbox.list({ to: member?.email ?? '' });
    const letter = summary && (await stage.mailbox.open(summary.id));
    expect(letter?.subject).toBe('You wanted to speak to 2 people');
    expect(letter?.text).toContain('- Ida <b>New</b>, by phone, ida@example.org (by 1 December 2026)');
    expect(letter?.text).toContain('- Max Novak, for Rural care (by 30 November 2026)');
    expect(letter?.html).toContain('Ida &lt;b&gt;New&lt;/b&gt;');
    expect(letter?.links).toContain('https://letters.example.org/');
  });

  it('does not go where nobody is due any more', async () => {
    const [member] = await putMembers(stage, 1);
    const end = answerAsMembership([]);
    const row = await settled(await remind(member?.id ?? ''));
    end();
    expect(row).toMatchObject({ status: 'failed', reason: 'nobody is due any more' });
    expect(stage.mailbox.list({ to: member?.email ?? '' })).toEqual([]);
  });

  it('waits for membership', async () => {
    const [member] = await putMembers(stage, 1);
    const cause = await remind(member?.id ?? '');
    const waiting = await until('a failed attempt', async () =>
      (await lettersOf(stage, cause, 'queued')).find(({ attempts }) => attempts > 0),
    );
    expect(waiting.reason).toBe('membership did not say who is due');
    const end = answerAsMembership([contact]);
    await stage.service.context.db.collection('letters').updateOne({ cause }, [{ $set: { dueAt: '$$NOW' } }]);
    expect(await settled(cause)).toMatchObject({ status: 'sent' });
    end();
    expect(stage.mailbox.list({ to: member?.email ?? '' })).toMatchObject([
      { subject: 'You wanted to speak to 1 person' },
    ]);
  });
});
