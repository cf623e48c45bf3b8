import { createHash } from 'node:crypto';
import type { Client } from '@skein/client';
import type { Answers, responsesContract, surveysContract } from '@skein/contracts';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { until } from '../until.ts';
import { onceKnown } from './meetings.ts';

const day = 24 * 60 * 60 * 1000;

/** When the surveys of the demonstration would end by themselves. */
export const closingOf = (begun: Date): string => new Date(begun.getTime() + 60 * day).toISOString();

/** The same id whenever it is sent, so that an answer sent again counts once. */
export const responseId = (begun: Date, key: string): string =>
  v7({ msecs: begun.getTime(), random: createHash('sha256').update(key).digest().subarray(0, 16) });

type OpenBody = z.input<typeof surveysContract.routes.openSurvey.body>;

/** Runs a survey whose answers are known: opens it, answers it through the intake, and, if it is over, closes it. */
export const loadSurvey = async (
  client: Client,
  survey: Omit<OpenBody, 'invite'> & { key: string; open: boolean },
  answers: readonly { person?: string; response: string; answers: Answers }[],
): Promise<string> => {
  const { key, open, ...rest } = survey;
  const body = { ...rest, invite: false };
  const { id } = await onceKnown('the audience', () =>
    client.openSurvey({ body, key: `load-survey-${key}` }),
  );
  const current = await client.readSurvey({ params: { id } });
  if (current.status === 'closed') return id;
  const tokens = await linksOf(
    client,
    id,
    answers.flatMap(({ person }) => person ?? []),
  );
  for (const { person, response, answers: given } of answers) {
    const token = person ? { token: tokens.get(person) as string } : {};
    const submission = { response, instrumentVersion: current.instrumentVersion, answers: given, ...token };
    await submit(client, id, submission);
  }
  // Counts of a survey that is not named are shown whole only once it has closed.
  if (rest.mode === 'named') await untilCounted(client, id, answers.length);
  if (!open) {
    await client.closeSurvey({ params: { id }, ifMatch: current.version });
    await untilCounted(client, id, answers.length);
  }
  return id;
};

const linksOf = async (client: Client, id: string, people: string[]): Promise<Map<string, string>> => {
  if (people.length === 0) return new Map();
  const { links } = await client.handOutLinks({ params: { id }, body: { people } });
  return new Map(links.map(({ person, token }) => [person, token]));
};

/** Answers a survey; a survey opened a moment ago may not have reached the intake yet. */
export const submit = (
  client: Client,
  survey: string,
  body: z.input<typeof responsesContract.routes.submitResponse.body>,
) =>
  until('the intake to know the survey', () =>
    client.submitResponse({ params: { id: survey }, body }).catch((error: { problem?: { code: string } }) => {
      if (error.problem?.code === 'not-found') return undefined;
      throw error;
    }),
  );

/** Waits until this many responses are counted, and returns the results. */
export const untilCounted = (client: Client, survey: string, responses: number) =>
  until(`${responses} responses to be counted`, async () => {
    const results = await client.readResults({ params: { id: survey } });
    return results.responses >= responses ? results : undefined;
  });
