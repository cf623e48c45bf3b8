import { proposalsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** The step of a proposal that a letter tells of. */
export const stepOf = (cause: string): { proposal: string; version: number } => {
  const [proposal = '', version] = cause.split('/');
  return { proposal, version: Number(version) };
};

const told: readonly string[] = ['accepted', 'declined', 'changes-asked'];

/** A letter to the proposer for each step that the hosting team takes. */
export const proposalConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-proposals',
    on(proposalsContract.events.proposalMoved, async ({ data, network, aggregateversion }, tx) => {
      if (!told.includes(data.status)) return;
      const cause = `${data.proposal}/${aggregateversion}`;
      await putLetters(tx, lettersTo(context, { network, kind: 'proposal', cause }, [data.proposer]));
    }),
  );
};
