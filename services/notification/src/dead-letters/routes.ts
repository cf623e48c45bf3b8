import { deadLetterRoutes as contract } from '@skein/contracts';
import {
  dropDeadLetter,
  type Implementation,
  listDeadLetters,
  read,
  replayDeadLetter,
  type ServiceContext,
} from '@skein/service-kit';

export const deadLetterRoutes = ({ nats, config }: ServiceContext): Implementation[] => {
  const prefix = config.SKEIN_PREFIX;
  // What they change lies in a stream, which no transaction holds.
  return [
    read(contract.listDeadLetters, ({ network, query }) =>
      listDeadLetters(nats, prefix, network, query.after, query.limit),
    ),
    read(contract.replayDeadLetter, ({ network, params }) =>
      replayDeadLetter(nats, prefix, network, params.sequence),
    ),
    read(contract.dropDeadLetter, ({ network, params }) =>
      dropDeadLetter(nats, prefix, network, params.sequence),
    ),
  ];
};
