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
  type Reader,
  type ServiceContext,
  transact,
} from '@skein/service-kit';
import { textsOf } from '../../core/consent/text-store.ts';
import { findPerson } from '../../core/people/store.ts';
import { findPhoto, photoFile } from '../../core/photos/store.ts';
import { archiveOf } from './archive.ts';
import { gathered, type HeldSection, notInExport } from './decide.ts';
import { idsIn, readable } from './names.ts';
import { recordInWords } from './words.ts';

const patienceMs = 10_000;
const mostInAnHour = 20;
/** As many names as one question may ask for. */
const mostNames = 500;

const notWhole = (service: ServiceName): Refusal =>
  refuse(
    'unavailable',
    `The ${service} service did not answer, and an archive without its part would not be whole: try again shortly.`,
  );

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
        return notWhole(service);
      }
      pages.push(page);
      after = page.next;
    } while (after);
    return gathered(service, pages);
  };

  /** What records of all services are called. */
  const namesOf = async (network: string, ids: readonly string[]): Promise<Map<string, string> | Refusal> => {
    const names = new Map<string, string>();
    for (let start = 0; start < ids.length; start += mostNames) {
      const question = { network, ids: ids.slice(start, start + mostNames) };
      for (const service of serviceNames) {
        const told = await ask(personRightsContract.questions.names[service], question, patienceMs);
        if (!told) return notWhole(service);
        for (const [id, name] of Object.entries(told.names)) names.set(id, name);
      }
    }
    return names;
  };

  /** All that every service holds of a person, in words; or why it is not whole. */
  const allHeld = async (
    reader: Reader,
    person: string,
    counted: string,
  ): Promise<HeldSection[] | Refusal> => {
    const { network } = reader;
    if (!(await findPerson(reader, person))) return missing('member', person);
    const limited = await countUse(db, counted, `${network} ${person}`, mostInAnHour, 3600);
    if (limited) return limited;
    const told = await Promise.all(serviceNames.map((service) => heldBy(service, { network, person })));
    const refused = told.find(isRefusal);
    if (refused) return refused;
    const held = told.flatMap((part) => (isRefusal(part) ? [] : part));
    const names = await namesOf(network, idsIn(held));
    return isRefusal(names) ? names : readable(held, names, await textsOf(reader));
  };

  return [
    handle(personRightsContract.routes.readHeld, async ({ network, params, now, deny, done, reader }) => {
      const denied = deny('people.edit', { person: params.id });
      const held = denied ?? (await allHeld(reader, params.id, 'held'));
      if (isRefusal(held)) return held;
      await transact(context, { network, now }, (tx) => done(tx));
      const sections = held.map(({ title, records }) => ({ title, records: records.map(recordInWords) }));
      return { at: now.toISOString(), sections, notes: [...notInExport] };
    }),

    handle(personRightsContract.routes.exportPerson, async ({ network, params, now, deny, done, reader }) => {
      const denied = deny('people.edit', { person: params.id });
      const sections = denied ?? (await allHeld(reader, params.id, 'export'));
      if (isRefusal(sections)) return sections;
      await transact(context, { network, now }, (tx) => done(tx));
      const photo = await findPhoto(reader, params.id);
      const picture = photo && { fileName: photoFile(photo), bytes: Buffer.from(photo.bytes.buffer) };
      const whose = { network, person: params.id };
      const content = archiveOf(whose, sections, picture ?? undefined, now);
      const fileName = `about-you-${now.toISOString().slice(0, 10)}.zip`;
      return { type: 'application/zip', fileName, content };
    }),
  ];
};
