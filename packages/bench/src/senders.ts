import { setTimeout as delay } from 'node:timers/promises';
import { type answersTo, submission } from './questionnaire.ts';

/** What a sender knows of a response in the end: taken, certainly not taken, or neither. */
export type Fate = 'accepted' | 'refused' | 'unknown';

export interface Sent {
  readonly fate: Fate;
  readonly answers: ReturnType<typeof answersTo>;
}

const fateOf = async (reply: Response): Promise<Fate> => {
  if (reply.status === 202) {
    await reply.arrayBuffer();
    return 'accepted';
  }
  const { code, detail } = (await reply.json()) as { code: string; detail: string };
  if (reply.status !== 503 || code !== 'unavailable' || !reply.headers.get('retry-after'))
    throw new Error(`an answer nobody expects: ${reply.status} ${detail}`);
  return detail.includes('not sure') ? 'unknown' : 'refused';
};

/**
 * People who answer a survey, each response with an id of its own and sent again under it, as a phone does, while it is
 * not known to be taken; so many times at most.
 */
export const startSenders = (url: string, survey: string, people: number, tries = 3) => {
  const sent = new Map<string, Sent>();
  let stopping = false;
  let failure: unknown;

  const post = (body: string): Promise<Fate> =>
    fetch(`${url}/api/v1/surveys/${survey}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(15_000),
    }).then(fateOf, () => 'unknown');

  const sendOne = async (seed: number): Promise<void> => {
    const one = submission(seed);
    let fate = 'refused' as Fate;
    for (let tried = 0; tried < tries && fate !== 'accepted'; tried += 1) {
      if (tried) await delay(50 + Math.random() * 200);
      const outcome = await post(JSON.stringify(one));
      // Not known once is not known for good, unless it is taken later.
      fate = outcome === 'refused' && fate === 'unknown' ? 'unknown' : outcome;
      sent.set(one.response, { fate, answers: one.answers });
    }
  };
  const person = async (index: number): Promise<void> => {
    for (let seed = index; !stopping; seed += people) await sendOne(seed);
  };
  const all = Promise.all(
    Array.from({ length: people }, (_, index) =>
      person(index).catch((error: unknown) => {
        failure = error;
      }),
    ),
  );
  return {
    sent,
    count: (fate: Fate): number => [...sent.values()].filter((one) => one.fate === fate).length,
    stop: async (): Promise<void> => {
      stopping = true;
      await all;
      if (failure) throw failure;
    },
  };
};
