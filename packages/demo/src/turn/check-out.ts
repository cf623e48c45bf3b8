import type { Client } from '@skein/client';
import type { Answers } from '@skein/contracts';
import { v7 } from 'uuid';
import { submit, untilCounted } from '../load/surveys.ts';
import type { Mailbox } from '../mailbox.ts';
import { patientClient } from '../patient-client.ts';
import { until } from '../until.ts';

export interface Attendee {
  readonly person: string;
  readonly address: string;
}

export interface CheckOut {
  readonly sent: number;
  readonly counted: number;
  /** Whether every tally is what was answered. */
  readonly exact: boolean;
  readonly mean: number;
}

const talliesOf = (answers: readonly Answers[]): Map<string, Map<string, number>> => {
  const tallies = new Map<string, Map<string, number>>();
  for (const [question, value] of answers.flatMap((given) => Object.entries(given))) {
    const counts = tallies.get(question) ?? new Map<string, number>();
    counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    tallies.set(question, counts);
  }
  return tallies;
};

/** The meeting's check-out: each attendee gets a letter, follows its link, answers; the results say just that. */
export const answerCheckOut = async (
  baseUrl: string,
  host: Client,
  mailbox: Mailbox,
  { meeting, attendees }: { meeting: string; attendees: readonly Attendee[] },
): Promise<CheckOut> => {
  const survey = await until(
    'the check-out to open',
    async () => (await host.listSurveys({ query: { meeting } })).items[0],
  );
  const anonymous = patientClient(baseUrl);
  const { form } = await anonymous.readForm({ params: { id: survey.id } });
  const answered = await Promise.all(
    attendees.map(async (attendee, index) => {
      const token =
        (await invitationTo(mailbox, attendee.address, survey.id)) ??
        (await handedOut(host, survey.id, attendee));
      const scale = form.questions.flatMap((question) => (question.kind === 'scale' ? question : []));
      const answers = Object.fromEntries(
        scale.map(({ key, to }, place) => [key, to - ((index + place) % 3)]),
      );
      const body = { response: v7(), token, instrumentVersion: form.number, answers };
      await submit(anonymous, survey.id, body);
      // As a phone does that never saw the answer: the same response again must not count again.
      if (index === 0) await submit(anonymous, survey.id, body);
      return answers;
    }),
  );
  const results = await untilCounted(host, survey.id, answered.length);
  const expected = talliesOf(answered);
  const exact = results.questions.every(({ key, counts }) =>
    [...(expected.get(key) ?? [])].every(([value, count]) => counts?.[value] === count),
  );
  const means = results.questions.flatMap(({ mean }) => mean ?? []);
  return {
    sent: answered.length,
    counted: results.responses,
    exact: exact && results.responses === answered.length,
    mean: means.reduce((sum, mean) => sum + mean, 0) / Math.max(1, means.length),
  };
};

/** How long an attendee waits for their letter before they ask the host for their link. */
const patienceMs = 60_000;

/**
 * The token of the invitation to this very survey: an attendee may have had others before. Undefined if it does not
 * come: one that was on the wire when its sender died may have been lost, and is not sent twice.
 */
const invitationTo = async (
  mailbox: Mailbox,
  address: string,
  survey: string,
): Promise<string | undefined> => {
  const seen = new Set<string>();
  for (;;) {
    const found = await mailbox.linkTo(address, '/answer', seen, patienceMs).catch(() => undefined);
    if (!found || found.letter.links.some((link) => link.includes(survey))) return found?.token;
    seen.add(found.letter.id);
  }
};

/** The token that the host hands out by another way than mail. */
const handedOut = async (host: Client, survey: string, { person }: Attendee): Promise<string> => {
  const body = { people: [person] };
  const { links } = await host.handOutLinks({ params: { id: survey }, body });
  if (!links[0]) throw new Error('The host has no link to hand out.');
  return links[0].token;
};

/** The instrument of this slug. */
export const instrumentBySlug = async (client: Client, slug: string): Promise<string> => {
  const found = (await client.listInstruments.all({ query: { slug } }).toArray())[0];
  if (!found) throw new Error(`There is no instrument ${slug}.`);
  return found.id;
};
