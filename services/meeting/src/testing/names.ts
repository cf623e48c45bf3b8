import { peopleContract, questionSubject } from '@skein/contracts';
import type { Network } from './network.ts';

/** Stands in for membership: what its members are called. */
export const tellNames = async (
  { side, environment }: Pick<Network, 'side' | 'environment'>,
  names: Readonly<Record<string, string>>,
): Promise<{ stop: () => void }> => {
  const { names: question } = peopleContract.questions;
  const subject = questionSubject(environment.SKEIN_PREFIX ?? '', '*', question);
  const subscription = side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { people } = question.question.parse(message.json());
      const known = people.flatMap((person) => {
        const name = names[person];
        return name === undefined ? [] : [{ person, name }];
      });
      message.respond(JSON.stringify({ answer: { names: known } }));
    },
  });
  // A question that is quicker than the subscription would find nobody.
  await side.nats.connection.flush();
  return { stop: () => subscription.unsubscribe() };
};
