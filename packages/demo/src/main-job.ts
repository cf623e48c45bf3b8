import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { eventStream, serviceNames } from '@skein/contracts';
import { natsAddress } from '@skein/service-kit';
import { type Check, checksOf } from './checks.ts';
import type { Installation } from './installation.ts';
import { loadNetwork } from './load/index.ts';
import { loadMaturity } from './load/maturity.ts';
import { ensureImportWaits } from './load/membership/imports.ts';
import { findLoaded, loadMembership } from './load/membership/index.ts';
import { sessionsIn } from './load/sessions.ts';
import { loadUnderWay } from './load/under-way.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import { membershipChecks } from './membership-checks.ts';
import { type DemonstrationNetwork, demonstrationNetwork } from './network/index.ts';
import { firstPart, loadParts, type Part, readNotes, writeNotes } from './parts.ts';
import { type SignedIn, signIn } from './sign-in.ts';
import { surveyChecks } from './survey-checks.ts';
import { runTurn, type TurnReport } from './turn/index.ts';

export interface MainJob {
  readonly admin: SignedIn;
  /** Where the administrator's sign-in links go. */
  readonly address: string;
  readonly mailbox: Mailbox;
  readonly members: number;
  readonly communities: number;
  readonly network: DemonstrationNetwork;
}

/** The beginning of the hour, so that what goes on after a stop sends the same. */
const thisHour = (): Date => new Date(new Date().setUTCMinutes(0, 0, 0));

/** Makes sure that the demonstration network is there, and signs its administrator in. */
export const prepare = async (
  system: Installation,
  { dataDir, members, report }: { dataDir: string; members: number; report: (line: string) => void },
): Promise<MainJob> => {
  const file = join(dataDir, 'demonstration.json');
  const notes = (await readNotes(file)) ?? { begun: new Date().toISOString(), members, parts: [] };
  await writeNotes(file, notes);
  const begun = new Date(notes.begun);
  const network = demonstrationNetwork({ members: notes.members, now: begun });
  const adminKey = network.networkRoles.find(({ role }) => role === 'admin')?.person;
  const person = network.people.find(({ key }) => key === adminKey);
  if (!person) throw new Error('The demonstration network has no administrator.');
  const mailbox = openMailbox(system.mailboxUrl);
  const isFirst = !notes.parts.includes(firstPart);
  if (isFirst) {
    const asked = ['--network', network.key, '--email', person.email, '--name', person.name];
    await system.run('services/membership/src/commands/first-admin.ts', ...asked);
  }
  const admin = await signIn(system.url, mailbox, person.email);
  const { client } = admin;
  const as = sessionsIn(system.url, mailbox, network);
  const options = { client, network, begun, report, baseUrl: system.url, mailbox, as };
  const found = () => findLoaded(client, network);
  const later: Part[] = [
    { name: 'belonging', load: async () => loadMembership(options, await found()) },
    { name: 'maturity', load: async () => loadMaturity(client, network, { ...(await found()), begun }) },
    {
      name: 'under-way',
      // What runs and what comes is of now, whenever the rest was loaded.
      load: async () => loadUnderWay({ client, network, ...(await found()), begun: thisHour(), as }),
    },
  ];
  if (isFirst) {
    // All parts at once, since they have nothing to do with each other.
    await loadNetwork({ ...options, admin: { key: person.key, id: admin.actor.person } });
    await writeNotes(file, { ...notes, parts: [firstPart, ...later.map(({ name }) => name)] });
  } else {
    const note = (parts: readonly string[]) => writeNotes(file, { ...notes, parts });
    await loadParts(later, { done: notes.parts, note, report });
  }
  await ensureImportWaits(client, network.life.listed);
  const { members: count } = await client.summarizeConsents();
  const { length: communities } = await client.listCommunities.all().toArray();
  return { admin, address: person.email, mailbox, members: count, communities, network };
};

export interface Outcome {
  readonly turn: TurnReport;
  readonly checks: readonly Check[];
  readonly members: number;
}

/** One turn of the network's life, and whether all of it held. */
export const turnOnce = async (
  system: Installation,
  { admin, mailbox, network }: MainJob,
  label: string,
  report: (line: string) => void,
): Promise<Outcome> => {
  const group = 'reimagining-health-care';
  const instrument = 'confirmation-practice';
  const turn = await runTurn({
    baseUrl: system.url,
    host: admin.client,
    mailbox,
    label,
    group,
    instrument,
    report,
  });
  const summary = await admin.client.summarizeConsents();
  const whole = summary.purposes.find(({ purpose }) => purpose === 'digest')?.agreed ?? 0;
  const agreed = async (purpose: 'digest' | 'event-news'): Promise<string[]> => {
    const lines = admin.client.listConsentEvidence.all({ query: { purpose, state: 'standing' } });
    return (await lines.toArray()).map(({ person }) => person);
  };
  const any = new Set([...(await agreed('digest')), ...(await agreed('event-news'))]).size;
  const duplicates = await mailbox.duplicates();
  const checks = [
    ...checksOf(turn, { whole, any }, duplicates.length),
    ...(await membershipChecks(admin.client, network)),
    ...(await surveyChecks(admin.client, network)),
  ];
  return { turn, checks, members: summary.members };
};

/** How many events the services have published, as the streams count them. */
export const countEvents = async (natsUrl: string): Promise<number> => {
  const connection = await connect(natsAddress(natsUrl));
  const jsm = await jetstreamManager(connection);
  const infos = await Promise.all(
    serviceNames.map((service) => jsm.streams.info(eventStream('skein', service))),
  );
  await connection.drain();
  return infos.reduce((sum, { state }) => sum + state.messages, 0);
};
