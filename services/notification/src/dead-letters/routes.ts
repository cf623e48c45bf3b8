import { deadLettersContract, isRefusal, type Refusal } from '@skein/contracts';
import {
  type Call,
  dropDeadLetter,
  findDeadLetter,
  handle,
  type Implementation,
  listDeadLetters,
  read,
  replayDeadLetter,
  type ServiceContext,
  transact,
} from '@skein/service-kit';

type Acting = Pick<
  Call<typeof deadLettersContract.routes.dropDeadLetter>,
  'network' | 'params' | 'now' | 'done'
>;

export const deadLetterRoutes = (context: ServiceContext): Implementation[] => {
  const { nats, config } = context;
  const prefix = config.SKEIN_PREFIX;
  // What they change lies in a stream, which no transaction holds. So the audit line is written first: after a kill
  // there may be a line too many for a letter that is still on the list, but never an act without its line.
  const told = async ({ network, params, now, done }: Acting): Promise<Refusal | undefined> => {
    const letter = await findDeadLetter(nats, prefix, network, params.sequence);
    if (isRefusal(letter)) return letter;
    await transact(context, { network, now }, async (tx) => {
      if (letter.event) tx.concerned.add(letter.event);
      await done(tx);
    });
    return undefined;
  };
  return [
    read(deadLettersContract.routes.listDeadLetters, ({ network, query }) =>
      listDeadLetters(nats, prefix, network, query.after, query.limit),
    ),
    handle(deadLettersContract.routes.replayDeadLetter, async (call) => {
      const refused = await told(call);
      return refused ?? replayDeadLetter(nats, prefix, call.network, call.params.sequence);
    }),
    handle(deadLettersContract.routes.dropDeadLetter, async (call) => {
      const refused = await told(call);
      return refused ?? dropDeadLetter(nats, prefix, call.network, call.params.sequence);
    }),
  ];
};
