import { erasureContract, serviceNames } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on } from '@skein/service-kit';
import { findErasureOf, updateErasure } from '../../core/erasure-list/store.ts';
import { told } from './decide.ts';

/** Puts together the receipts: what each service tells that it erased. */
export const receiptConsumers = (): ConsumerDeclaration[] =>
  serviceNames.map((service) =>
    eventConsumer(
      `membership-receipts-${service}`,
      on(erasureContract.events.carriedOut[service], async ({ data }, tx) => {
        const before = data.kept ? null : await findErasureOf(tx, data.person);
        const after = before && told(before, service, data.lines);
        if (after && after !== before) await updateErasure(tx, after);
      }),
    ),
  );
