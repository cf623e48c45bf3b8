import { type PersonKey, portrait } from '../../network/index.ts';
import { idOf } from '../people.ts';
import { foundOr, onLatest, type Stage } from './asked.ts';

const setPhoto = async ({ host, people }: Stage, key: PersonKey): Promise<void> => {
  const params = { id: idOf(people, key) };
  const file = new Blob([portrait(key)], { type: 'image/png' });
  const read = () => host.readPerson({ params });
  await onLatest(read, async (person) =>
    person.photo ? person : host.setPhoto({ params, file, ifMatch: person.version }),
  );
};

/** The first who shows a photo also says who sees what: only they themselves can open a field. */
const setVisibility = async ({ as, network, people }: Stage): Promise<void> => {
  const key = network.life.photographed[0] as PersonKey;
  const { client } = await as(key);
  const params = { id: idOf(people, key) };
  const visibility = {
    photo: 'network',
    timeZone: 'network',
    email: 'communities',
    region: 'communities',
    interests: 'network',
    organisation: 'nobody',
  } as const;
  await onLatest(
    () => client.readPerson({ params }),
    ({ version }) => client.editPerson({ params, body: { visibility, namedOpenly: true }, ifMatch: version }),
  );
};

/** What kind of organisation the larger ones are; people's profiles made them by their names. */
const describeOrganisations = async ({ host, network }: Stage): Promise<void> => {
  const counts = new Map<string, number>();
  for (const { organisation } of network.people)
    counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  const largest = [...counts].toSorted(([, one], [, other]) => other - one).slice(0, 4);
  for (const [name] of largest) {
    const found = await foundOr(
      host.listOrganisations.all({ query: { text: name } }),
      (organisation) => organisation.name === name,
      () => host.addOrganisation({ body: { name } }),
    );
    if (found.kind) continue;
    const short = name
      .split(' ')
      .map((word) => word[0])
      .join('');
    const body = {
      kind: /Council/.test(name) ? ('government' as const) : ('health-or-care' as const),
      aliases: [...found.aliases, `${short} (${name.split(' ')[0]})`],
    };
    await host.editOrganisation({
      params: { id: found.id },
      body,
      ifMatch: found.version,
    });
  }
};

export const loadProfiles = async (stage: Stage): Promise<void> => {
  await Promise.all([
    setVisibility(stage).then(async () => {
      for (const key of stage.network.life.photographed) await setPhoto(stage, key);
    }),
    describeOrganisations(stage),
  ]);
};
