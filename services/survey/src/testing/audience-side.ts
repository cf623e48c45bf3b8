import {
  audiencesContract,
  type EventDefinition,
  peopleContract,
  type QuestionDefinition,
  questionSubject,
  type Survey,
  sendingContract,
} from '@skein/contracts';
import { call, until } from '@skein/service-kit/testing';
import type { SurveySide } from './survey-side.ts';

const mostLetters = 200;

/** Stands in for membership: whom an audience has, whose addresses are members’ own, and what they are called. */
export const answerAsMembership = async (
  { side, environment }: Pick<SurveySide, 'side' | 'environment'>,
  known: {
    people?: readonly string[];
    addresses?: ReadonlyMap<string, string>;
    away?: readonly string[];
    /** What somebody is called; without it, everybody by their id. */
    nameOf?: (person: string) => string;
  },
): Promise<{ asked: unknown[]; stop: () => void }> => {
  const asked: unknown[] = [];
  const people = (known.people ?? []).toSorted();
  const serve = (request: QuestionDefinition, reply: (question: never) => unknown) =>
    side.nats.connection.subscribe(questionSubject(environment.SKEIN_PREFIX ?? '', '*', request), {
      callback: (_failure, message) => {
        const question = request.question.parse(message.json());
        if (request !== sendingContract.questions.spend) asked.push(question);
        message.respond(JSON.stringify({ answer: reply(question as never) }));
      },
    });
  const subscriptions = [
    serve(audiencesContract.questions.members, ({ after = '', limit }: { after?: string; limit: number }) => {
      const page = people.filter((person) => person > after).slice(0, limit);
      return { people: page, ...(page.length === limit && { next: page.at(-1) }) };
    }),
    serve(peopleContract.questions.names, ({ people: ids }: { people: string[] }) => ({
      names: ids.map((person) => ({ person, name: known.nameOf?.(person) ?? person })),
    })),
    serve(sendingContract.questions.spend, ({ letters }: { letters: number }) =>
      letters <= mostLetters
        ? { allowed: true, most: mostLetters }
        : { allowed: false, exceeded: 'letters', most: mostLetters },
    ),
    serve(audiencesContract.questions.byAddress, ({ addresses }: { addresses: string[] }) => ({
      members: addresses.flatMap((email) => {
        const person = known.addresses?.get(email);
        return person ? [{ email, person }] : [];
      }),
      away: addresses.filter((email) => known.away?.includes(email)),
    })),
  ];
  // A question that is quicker than the subscription would find nobody.
  await side.nats.connection.flush();
  return {
    asked,
    stop: () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
};

/** The data of a kind of event about a survey, in the order they were recorded. */
export const eventsAbout = async (
  { db }: Pick<SurveySide, 'db'>,
  survey: string,
  { type }: EventDefinition,
): Promise<{ people: string[]; addressees: string[] }[]> => {
  const rows = await db
    .collection('outbox')
    .find({ 'envelope.type': type, 'envelope.data.survey': survey })
    .sort({ version: 1 })
    .toArray();
  return rows.map(({ envelope }) => envelope.data);
};

/** The survey once its audience is written down. */
export const whenPrepared = (
  { api, admin }: Pick<SurveySide, 'api' | 'admin'>,
  id: string,
): Promise<Survey> =>
  until(
    'the audience to be written down',
    async () => {
      const { body } = await call<Survey>(api.url, 'GET', `/surveys/${id}`, { as: admin });
      return body.status !== 'preparing' && body;
    },
    50_000,
  );
