import { isRefusal, peopleContract, refuse } from '@skein/contracts';
import { type Implementation, newId, write } from '@skein/service-kit';
import { knownCommunities } from '../communities/store.ts';
import { currentText } from '../consent/text-store.ts';
import { awayAmong } from '../kept-away/store.ts';
import { unknownOrganisation } from '../organisations/resolve.ts';
import { takenAddresses } from '../people/store.ts';
import { importPeople } from './decide.ts';
import { writeImport } from './record.ts';

export const newcomerRoutes = (): Implementation[] => [
  write(peopleContract.routes.importPeople, async ({ network, body, actor, now, stale, tx }) => {
    const givesRoles = body.people.some(({ roles }) => roles.length > 0);
    if (givesRoles && !actor?.roles.includes('admin')) {
      return refuse('forbidden', 'Only an administrator gives roles in the network.');
    }
    const refused = givesRoles ? stale() : undefined;
    if (refused) return refused;
    const named = body.people.map(({ organisationId: id }, index) => ({
      field: `people.${index}.organisationId`,
      id,
    }));
    const unknown = await unknownOrganisation(tx, named);
    if (unknown) return unknown;
    const emails = body.people.map(({ email }) => email);
    const taken = await takenAddresses(tx, emails);
    const away = await awayAmong(tx, emails);
    const places = body.people.flatMap(({ communities }) => communities.map(({ community }) => community));
    const communities = await knownCommunities(tx, places);
    const { version: textVersion } = await currentText(tx);
    const imported = importPeople(
      body.people,
      { network, by: actor?.person ?? '', textVersion, taken, away, communities },
      now,
      newId,
    );
    if (isRefusal(imported)) return imported;
    await writeImport(tx, imported, 'placed');
    return { people: imported.people.map(({ _id, email }) => ({ id: _id, email })) };
  }),
];
