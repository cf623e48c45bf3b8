import type { Client } from '@skein/client';
import type { Mailbox } from '../mailbox.ts';
import type { DemonstrationNetwork } from '../network/index.ts';
import { loadMaturity } from './maturity.ts';
import { loadGroup, loadUpcoming } from './meetings.ts';
import { loadMembership } from './membership/index.ts';
import { type Ids, loadCommunities, loadPeople } from './people.ts';
import { loadQuestionnaires } from './questionnaires.ts';
import type { Sessions } from './sessions.ts';
import { closingOf } from './surveys.ts';
import { loadUnderWay } from './under-way.ts';
import { loadVote } from './votes.ts';

export interface LoadOptions {
  readonly client: Client;
  readonly network: DemonstrationNetwork;
  /** The administrator who loads, member of the demonstration network. */
  readonly admin: { key: string; id: string };
  /** When loading was first begun: a load that goes on after a crash sends the same requests. */
  readonly begun: Date;
  readonly baseUrl: string;
  /** Where the letters arrive whose links are followed. */
  readonly mailbox: Mailbox;
  readonly as: Sessions;
  readonly report: (line: string) => void;
}

/** Loads the demonstration network through the public API. Safe to run again, wherever it was stopped. */
export const loadNetwork = async (options: LoadOptions): Promise<void> => {
  const { client, network, admin, begun, report, baseUrl, mailbox, as } = options;
  report('loading the communities …');
  const communities = await loadCommunities(client, network);
  report('loading the people …');
  const people = await loadPeople(client, network, communities, admin, report);
  await Promise.all([
    loadMembership({ client, network, begun, report, baseUrl, mailbox, as }, { communities, people }),
    loadWhatHappens({ client, network, communities, people, begun, report }),
    loadUnderWay({ client, network, communities, people, begun, as }),
  ]);
};

interface Happening {
  readonly client: Client;
  readonly network: DemonstrationNetwork;
  readonly communities: Ids;
  readonly people: Ids;
  readonly begun: Date;
  readonly report: (line: string) => void;
}

const loadWhatHappens = async ({ client, network, communities, people, begun, report }: Happening) => {
  report('loading the meetings …');
  const group = await loadGroup(client, network, communities, people);
  await loadUpcoming(client, network, communities);
  report('loading the surveys and their answers …');
  await loadQuestionnaires(client, network, { people, group, begun });
  report('loading the assessments of maturity …');
  await loadMaturity(client, network, { communities, people, begun });
  report('loading the vote …');
  await loadVote(client, network.sharedPurpose, { people, closesAt: closingOf(begun) });
};
