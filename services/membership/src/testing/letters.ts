import { lettersContract, questionSubject } from '@skein/contracts';
import { until } from '@skein/service-kit/testing';
import type { z } from 'zod';
import type { Network } from './network.ts';

type Letter = z.output<typeof lettersContract.questions.sendNow.question>;

/** Stands in for notification: takes the letters that membership has sent, or refuses them. */
export const catchLetters = ({ service }: Pick<Network, 'service'>) => {
  const { nats, config } = service.context;
  const letters: Letter[] = [];
  const post = { broken: false };
  const subscription = nats.connection.subscribe(
    questionSubject(config.SKEIN_PREFIX, '*', lettersContract.questions.sendNow),
    {
      callback: (_failure, message) => {
        const outcome = post.broken ? 'failed' : 'sent';
        if (!post.broken) letters.push(lettersContract.questions.sendNow.question.parse(message.json()));
        message.respond(JSON.stringify({ answer: { outcome } }));
      },
    },
  );
  return {
    post,
    letters,
    /** The token in the link of the `count`th letter to an address. */
    tokenTo: async (email: string, count = 1): Promise<string> => {
      const letter = await until(`letter ${count} to ${email}`, () =>
        letters.filter(({ to }) => to.email === email).at(count - 1),
      );
      return letter.link.split('#token=')[1] ?? '';
    },
    stop: () => subscription.unsubscribe(),
  };
};
