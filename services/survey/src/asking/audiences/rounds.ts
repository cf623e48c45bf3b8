import { type Loop, type ServiceContext, startLoop } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { noteAddressesErased, withAddressesInAllNetworks } from '../surveys/store.ts';
import { eraseSome } from './store.ts';

const addressesAtOnce = 500;
const surveysAtOnce = 20;
const dayMs = 24 * 60 * 60 * 1000;

/** Erases the addresses that surveys were sent to, some while after each closed. */
export const startErasingAddresses = (context: ServiceContext<SurveyConfig>): Loop =>
  startLoop('invited-addresses', context.log, 5_000, async () => {
    const keptMs = context.config.SKEIN_ADDRESSES_KEPT_DAYS * dayMs;
    const closedBefore = new Date(context.now().getTime() - keptMs);
    const rows = await withAddressesInAllNetworks(context, closedBefore, surveysAtOnce);
    for (const { _id, network } of rows) {
      const reader = context.readerOf(network);
      while (await eraseSome(reader, _id, addressesAtOnce));
      await noteAddressesErased(reader, _id);
    }
    return rows.length === surveysAtOnce;
  });
