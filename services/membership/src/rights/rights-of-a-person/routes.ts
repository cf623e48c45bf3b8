import {
  isRefusal,
  personRightsContract,
  type Refusal,
  refuse,
  type ServiceName,
  serviceNames,
} from '@skein/contracts';
import {
  countUse,
  handle,
  type Implementation,
  missing,
  type ServiceContext,
  transact,
} from '@skein/service-kit';
import { findPerson } from '../../core/people/store.ts';
import { findPhoto, photoFile } from '../../core/photos/store.ts';
import { archiveOf } from './archive.ts';
import { gathered, type HeldSection } from './decide.ts';

const patienceMs = 10_000;
const mostInAnHour = 20;

export const personRightsRoutes = (context: ServiceContext): Implementation[] => {
  const { db, ask } = context;

  /** All that one service holds: page after page, or a refusal; half of it would pass for the whole. */
  const heldBy = async (
    service: ServiceName,
    whose: { network: string; person: string },
  ): Promise<HeldSection[] | Refusal> => {
    const pages = [];
    let after: string | undefined;
    do {
      const question = { ...whose, ...(after && { after }) };
      const page = await ask(personRightsContract.questions.held[service], question, patienceMs);
      if (!page) {
        const detail = `The ${service} service did not answer, and an archive without its part would not be whole: try again shortly.`;
        return refuse('unavailable', detail);
      }
      pages.push(page);
      after = page.next;
    } while (after);
    return gathered(service, pages);
  };

  return [
    handle(personRightsContract.routes.exportPerson, async ({ network, params, now, deny, done, reader }) => {
      const denied = deny('people.edit', { person: params.id });
      if (denied) return denied;
      if (!(await findPerson(reader, params.id))) return missing('member', params.id);
      const limited = await countUse(db, 'export', `${network} ${params.id}`, mostInAnHour, 3600);
      if (limited) return limited;
      const whose = { network, person: params.id };
      const told = await Promise.all(serviceNames.map((service) => heldBy(service, whose)));
      const refused = told.find(isRefusal);
      if (refused) return refused;
      const sections = told.flatMap((part) => (isRefusal(part) ? [] : part));
      await transact(context, { network, now }, (tx) => done(tx));
      const photo = await findPhoto(reader, params.id);
      const picture = photo && { fileName: photoFile(photo), bytes: Buffer.from(photo.bytes.buffer) };
      const content = archiveOf(whose, sections, picture ?? undefined, now);
      const fileName = `about-you-${now.toISOString().slice(0, 10)}.zip`;
      return { type: 'application/zip', fileName, content };
    }),
  ];
};
