import { eventStream, membershipEvents } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { newLetter, putLetters } from '../delivery/store.ts';

/** The step of a proposal that a letter tells of. */
export const stepOf = (cause: string): { proposal: string; version: number } => {
  const [proposal = '', version] = cause.split('/');
  return { proposal, version: Number(version) };
};

const told: readonly string[] = ['accepted', 'declined', 'changes-asked'];

/** A letter to the proposer for each step that the hosting team takes. */
export const proposalConsumer = ({
  config,
  now,
}: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-proposals',
    (prefix) => eventStream(prefix, 'membership'),
    on(membershipEvents.proposalMoved, async ({ data, network, aggregateversion }, tx) => {
      if (!told.includes(data.status)) return;
      const cause = `${data.proposal}/${aggregateversion}`;
      const letter = { network, kind: 'proposal' as const, cause, person: data.proposer };
      await putLetters(tx, [newLetter(letter, now(), hostOf(config, network))]);
    }),
  );
};
