import { blindBallotsContract, questionSubject, remindersContract, surveysContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { lettersOf, putMembers, type Stage, startStage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const closesAt = '2026-12-24T18:00:00.000Z';
const title = 'How are we doing?';
const emailOf = (id: string) => `s-${id}@example.org`;

interface Survey {
  readonly mode?: 'named' | 'anonymous';
  /** Those who are no members. */
  readonly strangers?: readonly string[];
  /** Those who need no letter any more. */
  readonly answered?: readonly string[];
}

/** Stands in for the survey service. */
const answerAsSurvey = ({ mode = 'named', strangers = [], answered = [] }: Survey): void => {
  const subject = questionSubject(
    stage.environment.SKEIN_PREFIX ?? '',
    '*',
    remindersContract.questions.letters,
  );
  const subscription = stage.side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { people, survey, reminder } = remindersContract.questions.letters.question.parse(message.json());
      const letters = people
        .filter((person) => !(reminder && answered.includes(person)))
        .map((person) => ({
          person,
          link: `https://letters.example.org/survey#id=${survey}&token=${person}`,
          stop: `https://letters.example.org/survey-letters#id=${survey}&token=stop-${person}`,
          oneClick: `https://letters.example.org/api/v1/surveys/${survey}/silence?token=${person}`,
          ...(strangers.includes(person) && { email: emailOf(person) }),
        }));
      message.respond(JSON.stringify({ answer: { mode, letters } }));
    },
  });
  onTestFinished(() => subscription.unsubscribe());
};

const remind = (survey: string, reminder: string, people: string[], addressees: string[], version = 1) =>
  stage.side.publish(remindersContract.events.remindersDue, {
    subject: reminder,
    version,
    data: { survey, reminder, title, closesAt, people, addressees },
  });

const settled = (cause: string, count: number) =>
  until('all settled', async () => {
    const rows = await lettersOf(stage, cause);
    return rows.length === count && rows.every(({ settledAt }) => settledAt) && rows;
  });

const openedFor = async (email: string | undefined) => {
  const letter = stage.mailbox.find(({ to }) => to[0] === email);
  return letter && stage.mailbox.open(letter.id);
};

describe('an invitation to somebody who is no member', () => {
  it('goes to the address that the survey tells, once, and the address is kept nowhere here', async () => {
    const survey = newId();
    const strangers = [newId(), newId()];
    answerAsSurvey({ strangers });
    const invite = (version: number) =>
      stage.side.publish(surveysContract.events.addresseesInvited, {
        subject: survey,
        version,
        data: { survey, title, closesAt, people: strangers },
      });
    await invite(2);
    await invite(3);
    const rows = await settled(survey, 2);
    expect(rows.map(({ status }) => status)).toEqual(['sent', 'sent']);
    for (const stranger of strangers) {
      expect(stage.mailbox.list({ to: emailOf(stranger) })).toHaveLength(1);
      const opened = await openedFor(emailOf(stranger));
      expect(opened?.subject).toBe(`Your view is asked for: ${title}`);
      expect(opened?.links).toContain(`https://letters.example.org/survey#id=${survey}&token=${stranger}`);
      expect(opened?.text).toContain('erased after it');
      expect(opened?.text).toContain(`/survey-letters#id=${survey}&token=stop-${stranger}`);
      expect(opened?.text).not.toContain('/preferences');
    }
    expect(JSON.stringify(rows)).not.toContain('@example.org');
  });
});

describe('a reminder', () => {
  it('goes to those who have not answered, once a reminder, and the ledger does not tell who has', async () => {
    const survey = newId();
    const members = await putMembers(stage, 6);
    const people = members.map(({ id }) => id);
    const strangers = [newId(), newId()];
    const answered = [people[0] ?? '', people[3] ?? '', strangers[0] ?? ''];
    answerAsSurvey({ mode: 'anonymous', strangers, answered });
    const reminder = newId();
    await remind(survey, reminder, people, strangers);
    await remind(survey, reminder, people, strangers, 2);
    const rows = await settled(`${survey}/${reminder}`, 8);
    const got = (email: string) => stage.mailbox.list({ to: email }).length;
    expect(members.map(({ email }) => got(email))).toEqual([0, 1, 1, 0, 1, 1]);
    expect(strangers.map((stranger) => got(emailOf(stranger)))).toEqual([0, 1]);
    const opened = await openedFor(members[1]?.email);
    expect(opened?.subject).toBe(`Reminder: ${title}`);
    expect(opened?.text?.replaceAll(/\s+/g, ' ')).toContain(
      'We can only see that no ballot was fetched with your link',
    );
    expect(opened?.text).toContain('/preferences');
    // Nothing but whose it is tells one from another.
    const told = rows.map(({ _id: _, person: __, messageId: ___, kind: ____, ...rest }) =>
      JSON.stringify(rest),
    );
    expect(new Set(told).size).toBe(1);
    expect(rows[0]).toMatchObject({ status: 'over', attempts: 1 });
    expect(rows[0]?.settledAt?.toISOString()).toMatch(/T00:00:00.000Z$/);
    // The next one is a letter of its own.
    const next = newId();
    await remind(survey, next, people, []);
    await settled(`${survey}/${next}`, 6);
    expect(members.map(({ email }) => got(email))).toEqual([0, 2, 2, 0, 2, 2]);
  });

  it('says of a named survey what is known', async () => {
    const survey = newId();
    const [member] = await putMembers(stage, 1);
    answerAsSurvey({});
    const reminder = newId();
    await remind(survey, reminder, [member?.id ?? ''], []);
    await settled(`${survey}/${reminder}`, 1);
    const opened = await openedFor(member?.email);
    expect(opened?.text?.replaceAll(/\s+/g, ' ')).toContain('have no answer by your link yet');
    expect(opened?.text).not.toContain('ballot');
  });
});

describe('another ballot in place of one that was lost', () => {
  it('is told to whom it is for, member or not, once', async () => {
    const survey = newId();
    const [member] = await putMembers(stage, 1);
    const stranger = newId();
    answerAsSurvey({ mode: 'anonymous', strangers: [stranger] });
    const replaced = async (person: string, isMember: boolean) => {
      const replacement = newId();
      const data = { survey, replacement, title, closesAt, person, member: isMember };
      for (const version of [1, 2])
        await stage.side.publish(blindBallotsContract.events.ballotReplaced, {
          subject: replacement,
          version,
          data,
        });
      await settled(`${survey}/${replacement}`, 1);
    };
    await replaced(member?.id ?? '', true);
    await replaced(stranger, false);
    for (const email of [member?.email, emailOf(stranger)]) {
      expect(stage.mailbox.list({ to: email })).toHaveLength(1);
      const opened = await openedFor(email);
      expect(opened?.subject).toBe(`You can fetch another ballot: ${title}`);
      expect(opened?.text?.replaceAll(/\s+/g, ' ')).toContain(
        'If you did not ask for this, please tell them.',
      );
    }
  });
});
