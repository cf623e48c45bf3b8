import { createHash } from 'node:crypto';
import { type Answers, assessmentRoutes } from '@skein/contracts';
import { v7 } from 'uuid';
import type { Client } from '../client.ts';
import type { Mailbox } from '../mailbox.ts';
import type { DemonstrationNetwork } from '../network/index.ts';
import { checkOutAnswers, instrumentsOf } from './instruments.ts';
import { loadGroup, loadUpcoming } from './meetings.ts';
import { loadMembership } from './membership/index.ts';
import { type Ids, idOf, loadCommunities, loadPeople } from './people.ts';
import { loadInstrument, loadSurvey } from './surveys.ts';
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
  readonly report: (line: string) => void;
}

const day = 24 * 60 * 60 * 1000;

/** Loads the demonstration network through the public API. Safe to run again, wherever it was stopped. */
export const loadNetwork = async (options: LoadOptions): Promise<void> => {
  const { client, network, admin, begun, report, baseUrl, mailbox } = options;
  report('loading the communities …');
  const communities = await loadCommunities(client, network);
  report('loading the people …');
  const people = await loadPeople(client, network, communities, admin, report);
  await Promise.all([
    loadMembership({ client, network, begun, report, baseUrl, mailbox }, { communities, people }),
    loadWhatHappens({ client, network, communities, people, begun, report }),
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
  await loadSurveys(client, network, { communities, people, group, begun });
  report('loading the vote …');
  const closesAt = new Date(begun.getTime() + 60 * day).toISOString();
  await loadVote(client, network.sharedPurpose, { people, closesAt });
};

interface Loaded {
  readonly communities: Ids;
  readonly people: Ids;
  readonly group: { community: string; meetings: ReadonlyMap<string, string> };
  readonly begun: Date;
}

const loadSurveys = async (client: Client, network: DemonstrationNetwork, loaded: Loaded): Promise<void> => {
  const drafts = instrumentsOf(network);
  const confirmation = await loadInstrument(client, drafts.confirmation);
  const readiness = await loadInstrument(client, drafts.readiness);
  const maturity = await loadInstrument(client, drafts.maturity);
  const sharedPurpose = await loadInstrument(client, drafts.sharedPurpose);
  const closesAt = new Date(loaded.begun.getTime() + 60 * day).toISOString();
  // The same id whenever it is sent, so that an answer sent again counts once.
  const response = (key: string): string =>
    v7({ msecs: loaded.begun.getTime(), random: createHash('sha256').update(key).digest().subarray(0, 16) });
  const over = { closesAt, open: false };
  await loadCheckOuts(client, network, loaded, { instrument: confirmation, ...over }, response);
  await loadSurvey(
    client,
    {
      key: 'readiness',
      instrument: readiness,
      title: drafts.readiness.title,
      mode: 'confidential',
      audience: { kind: 'open' },
      ...over,
    },
    network.readiness.responses.map(({ respondent, answers }) => ({
      response: response(`readiness ${respondent}`),
      answers,
    })),
  );
  await loadMaturity(client, network, loaded, { instrument: maturity, ...over }, response);
  const voters = network.sharedPurpose.votes.map(({ person }) => idOf(loaded.people, person));
  await loadSurvey(
    client,
    {
      key: 'shared-purpose',
      instrument: sharedPurpose,
      title: drafts.sharedPurpose.title,
      mode: 'confidential',
      audience: { kind: 'people', people: voters },
      ...over,
    },
    network.sharedPurpose.votes.map(({ person, statement }) => ({
      person: idOf(loaded.people, person),
      response: response(`purpose ${person}`),
      answers: { statement: statement.toLowerCase() },
    })),
  );
};

type Run = { instrument: string; closesAt: string; open: boolean };
type ResponseId = (key: string) => string;

const loadCheckOuts = async (
  client: Client,
  network: DemonstrationNetwork,
  loaded: Loaded,
  run: Run,
  response: ResponseId,
) => {
  const { community, meetings } = loaded.group;
  for (const occurrence of network.specialInterestGroup.occurrences) {
    const scores = checkOutAnswers(occurrence);
    if (scores.size === 0) continue;
    const people = occurrence.attendees.map((person) => idOf(loaded.people, person));
    const audience = { kind: 'meeting' as const, meeting: idOf(meetings, occurrence.key), community, people };
    const survey = {
      key: `check-out-${occurrence.key}`,
      title: `Check-out, ${occurrence.date}`,
      mode: 'named' as const,
      community,
    };
    const answers = [...scores].map(([attendee, given]) => ({
      person: idOf(loaded.people, attendee),
      response: response(`check-out ${occurrence.key} ${attendee}`),
      answers: given,
    }));
    await loadSurvey(client, { ...survey, audience, ...run }, answers);
  }
};

const loadMaturity = async (
  client: Client,
  network: DemonstrationNetwork,
  loaded: Loaded,
  run: Run,
  response: ResponseId,
) => {
  const { rating, matrix } = network.maturity;
  const community = idOf(loaded.communities, rating.community);
  const ask = (key: string, title: string, raters: { person?: string; key: string; levels: Answers }[]) => {
    const people = raters.flatMap(({ person }) => person ?? []);
    const audience = people.length ? { kind: 'people' as const, people } : { kind: 'open' as const };
    return loadSurvey(
      client,
      {
        key: `maturity-${key}`,
        title: `${matrix.title}: ${title}`,
        mode: 'named',
        audience,
        community,
        ...run,
      },
      raters.map(({ person, key: rater, levels }) => ({
        ...(person && { person }),
        response: response(`maturity ${key} ${rater}`),
        answers: levels,
      })),
    );
  };
  const inside = rating.inside.map(({ rater, levels }) => ({
    person: idOf(loaded.people, rater),
    key: rater,
    levels,
  }));
  const own = await ask('inside', 'where we are, seen from inside', inside);
  const others = await ask(
    'outside',
    'where we are, seen from outside',
    rating.outside.map(({ rater, levels }) => ({ key: rater, levels })),
  );
  await client.call(assessmentRoutes.addAssessment, {
    body: {
      ...{ community, instrument: run.instrument, title: `${matrix.title}, ${rating.ratedOn.slice(0, 4)}` },
      ...{ date: rating.ratedOn, targetDate: rating.target.by, inside: [own], outside: [others] },
      ...{ agreed: rating.agreed, target: rating.target.levels },
    },
    key: 'load-assessment',
  });
  await ask('agreed', 'where we are, as agreed', [{ key: 'agreed', levels: rating.agreed }]);
  await ask('target', `where we want to be by ${rating.target.by}`, [
    { key: 'target', levels: rating.target.levels },
  ]);
};
