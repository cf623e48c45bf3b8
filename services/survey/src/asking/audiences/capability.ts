import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { startErasingAddresses } from './rounds.ts';
import { silenceCollection } from './silence-store.ts';
import { addressesCollection, partsCollection } from './store.ts';

/** Whom surveys ask: lists on their way to be written down, and addresses of those who are no members. */
export const audiences: Capability<SurveyConfig> = {
  name: 'audiences',
  collections: [partsCollection, addressesCollection, silenceCollection],
  loops: (context) => [startErasingAddresses(context)],
};
