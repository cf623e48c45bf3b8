import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { changesOf } from '../changes.ts';
import { defineEvent } from '../envelope.ts';
import { NetworkId, Version } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line, paragraphs } from '../text.ts';
import { Language, TimeZone } from './profile.ts';

/** What visitors, who have not signed in, see of the network. */
export const ForVisitors = z.strictObject({
  communities: z.boolean().meta({ description: 'Its communities, with what they are about' }),
  meetings: z.boolean().meta({ description: 'Those meetings that are for everybody' }),
});
export type ForVisitors = z.infer<typeof ForVisitors>;

/** The colour of a network that has chosen none. */
export const usualHue = 195;

const longest = 40_000;

const settings = z.strictObject({
  name: line(80),
  purpose: paragraphs(2_000)
    .default('')
    .meta({ description: 'What the network is for, as visitors read it' }),
  mark: paragraphs(3).default('').meta({ description: 'Up to three letters that stand beside the name' }),
  hue: z.int().min(0).max(359).meta({ description: 'Its colour as a hue; lightness and contrast are given' }),
  sender: line(80).meta({ description: 'The name that its letters come from' }),
  timeZone: TimeZone,
  languages: z.array(Language).min(1).max(20).meta({ description: 'What it speaks, the first one first' }),
  forVisitors: ForVisitors,
  contact: z
    .union([EmailAddress, z.literal('')])
    .default('')
    .meta({ description: 'Where people write to with questions' }),
  controller: paragraphs(500).default('').meta({ description: 'Who answers for the data, with its address' }),
  privacyNotice: paragraphs(longest).default(''),
  imprint: paragraphs(longest).default(''),
});

/** The network as it presents itself: on every page, letter, feed and document. */
export const Network = z
  .object({ id: NetworkId, version: Version, ...settings.shape })
  .extend({
    purpose: paragraphs(2_000),
    mark: paragraphs(3),
    contact: z.union([EmailAddress, z.literal('')]),
    controller: paragraphs(500),
    privacyNotice: paragraphs(longest),
    imprint: paragraphs(longest),
  })
  .meta({ id: 'Network' });
export type Network = z.infer<typeof Network>;

/** What its letters and documents need of it, ids and facts: its long texts are read where they are shown. */
export const NetworkFacts = Network.pick({
  name: true,
  mark: true,
  hue: true,
  sender: true,
  timeZone: true,
  languages: true,
  forVisitors: true,
});
export type NetworkFacts = z.infer<typeof NetworkFacts>;

const service = 'membership';

const routes = {
  readNetwork: defineRoute({
    id: 'readNetwork',
    service,
    method: 'GET',
    path: '/network',
    summary: 'How the network presents itself: name, colour, languages, contact, privacy notice and imprint',
    right: 'public',
    reply: Network,
    status: 200,
  }),
  editNetwork: defineRoute({
    id: 'editNetwork',
    service,
    method: 'PATCH',
    path: '/network',
    summary: 'Change how the network presents itself',
    right: 'network.edit',
    body: changesOf(settings),
    reply: Network,
    status: 200,
    ifMatch: true,
  }),
};

const events = {
  networkChanged: defineEvent({
    service,
    aggregate: 'network',
    event: 'changed',
    summary: 'The network presents itself otherwise from now on',
    data: NetworkFacts,
  }),
};

export const networkContract = defineCapability({ name: 'network', service, routes, events });
