import { streamCatalogue } from '@skein/contracts';
import { ownCollections } from './service.ts';
import { checkGrowth, growingOf } from './testing/growth.ts';

checkGrowth('every-service', 'What grows in every service', ownCollections.map(growingOf));

checkGrowth(
  'streams',
  'What grows in NATS',
  streamCatalogue('skein').map(({ name, summary, grows, maxAgeDays }) => ({
    name,
    what: summary,
    bound: [maxAgeDays && `gone after ${maxAgeDays} days`, grows].filter(Boolean).join('; '),
  })),
);
