import type { PersonKey, Stranger } from '../../network/index.ts';
import { until } from '../../until.ts';
import { idOf } from '../people.ts';
import { type Stage, unless } from './asked.ts';

/** Takes one person in, or finds them where an earlier start did. */
const takeIn = async (
  { host }: Stage,
  person: Stranger & { organisation?: string; region?: string },
): Promise<string> => {
  const body = { people: [{ ...person, consents: ['digest' as const] }] };
  const taken = await host.importPeople({ body }).catch(unless('already-exists'));
  if (taken) return taken.people[0]?.id ?? '';
  const found = await host.listPeople.all({ query: { text: person.email } }).toArray();
  return found.find(({ email }) => email === person.email)?.id ?? '';
};

/** Somebody is in the network a second time, by their address at home. */
const loadTwice = async (stage: Stage): Promise<void> => {
  const { person, name, email } = stage.network.life.twice;
  const known = stage.network.people.find(({ key }) => key === person);
  await takeIn(stage, {
    name,
    email,
    ...(known && { organisation: known.organisation, region: known.region }),
  });
};

/** Somebody asked in writing to be forgotten, and is. */
const loadErasure = async (stage: Stage): Promise<void> => {
  const { host, network, afresh } = stage;
  const asked = async () =>
    await host.listErasureRequests.all().find(({ reason }) => reason === 'asked-in-writing');
  let erasure = await asked();
  if (!erasure) {
    const body = { person: await takeIn(stage, network.life.leaver) };
    // In a session of its own: loading may have taken longer than a sign-in is fresh.
    const session = await afresh();
    erasure = await session.requestErasure({ body });
  }
  const params = { id: erasure.id };
  await until('the erasure to be carried out', async () => {
    const { status } = await host.readErasure({ params });
    return status === 'done' || undefined;
  });
};

/** Somebody takes home all that is held of them. */
const loadExport = async ({ as, network, people }: Stage): Promise<void> => {
  const key = network.life.photographed[0] as PersonKey;
  const { client } = await as(key);
  const params = { id: idOf(people, key) };
  const archive = await client.exportPerson({ params });
  if (archive.size === 0) throw new Error('The archive is empty.');
};

export const loadDepartures = async (stage: Stage): Promise<void> => {
  await Promise.all([loadTwice(stage), loadErasure(stage), loadExport(stage)]);
};
