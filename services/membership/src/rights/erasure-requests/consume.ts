import { erasureContract, serviceNames } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on } from '@skein/service-kit';
import { told } from './decide.ts';
import { erasureRequests, findErasureOf } from './store.ts';

/** Puts together the receipts: what each service tells that it erased. */
export const receiptConsumers = (): ConsumerDeclaration[] =>
  serviceNames.map((service) =>
    eventConsumer(
      `membership-receipts-${service}`,
      on(erasureContract.events.carriedOut[service], async ({ data, network }, { db, session }) => {
        const before = data.kept ? null : await findErasureOf(db, network, data.person, session);
        const after = before && told(before, service, data.lines);
        if (after && after !== before)
          await erasureRequests(db).replaceOne({ _id: after._id, network }, after, { session });
      }),
    ),
  );
