import { type NetworkFacts, usualHue } from '@skein/contracts';
import type { NetworkRow } from './row.ts';

const withCapital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A network that nobody has described yet goes by its id, in words. */
export const undescribed = (network: string): NetworkRow => {
  const name = network.split('-').map(withCapital).join(' ');
  return {
    _id: network,
    network,
    version: 1,
    name,
    purpose: '',
    mark: '',
    hue: usualHue,
    sender: name,
    timeZone: 'UTC',
    languages: ['en'],
    forVisitors: { communities: true, meetings: true },
    contact: '',
    controller: '',
    privacyNotice: '',
    imprint: '',
  };
};

/** What others need of it. */
export const factsOf = (row: NetworkRow): NetworkFacts => {
  const { name, mark, hue, sender, timeZone, languages, forVisitors } = row;
  return { name, mark, hue, sender, timeZone, languages, forVisitors };
};
