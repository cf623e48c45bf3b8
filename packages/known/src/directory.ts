import { bucketName, type ConsentPurpose, DirectoryEntry } from '@skein/contracts';
import {
  type Capability,
  declareCollection,
  holds,
  putIfNewer,
  type Reader,
  type ReadModel,
  rowsIn,
} from '@skein/service-kit';
import { KnownMember } from './row.ts';

const membersCollection = declareCollection({
  name: 'members',
  schema: KnownMember,
  grows: 'one for each member',
  indexes: [{ key: { network: 1, consents: 1, _id: 1 } }],
  people: holds<KnownMember>({
    title: 'Your name and address, for writing to you',
    at: ['_id'],
    show: ({ name, email, consents }) => ({ name, email, consents }),
    erase: { does: 'remove' },
    merge: { does: 'remove' },
  }),
});

const members = rowsIn(membersCollection);

const readModel = (service: string): ReadModel => ({
  name: 'directory',
  collections: [membersCollection.name],
  consumer: {
    name: `${service}-directory`,
    stream: (prefix) => `KV_${bucketName(prefix, 'MEMBERS')}`,
    filters: (prefix) => [`$KV.${bucketName(prefix, 'MEMBERS')}.>`],
    read: (message) => {
      const [network, person = ''] = message.subject.split('.').slice(-2);
      const gone = Boolean(message.headers?.get('KV-Operation'));
      const entry = gone ? undefined : DirectoryEntry.parse(message.json());
      if (entry && (entry.network !== network || entry.id !== person))
        throw new Error('the key and the entry disagree on who it is');
      return {
        key: String(message.seq),
        apply: async (tx) => {
          if (!entry) await members(tx).deleteOne({ _id: person, network: network ?? '' });
          else {
            // The bucket's revision orders the entries: communities and consents change without the person's version.
            const { id, ...rest } = entry;
            await putIfNewer(members(tx), { _id: id, ...rest, version: message.seq });
          }
        },
      };
    },
  },
});

/** The read model of names and addresses, for a service that must write to people. */
export const directory: Capability = {
  name: 'directory',
  collections: [membersCollection],
  readModels: ({ service }) => [readModel(service)],
};

/** Those of these people who are members now, with their names and addresses. */
export const knownMembers = (reader: Reader, people: readonly string[]): Promise<KnownMember[]> =>
  members(reader)
    .find({ _id: { $in: [...people] }, network: reader.network })
    .toArray();

/** The members who agreed to any of these purposes, in the order of their ids, from the one after `after`. */
export const membersWhoAgreed = (
  reader: Reader,
  purposes: readonly ConsentPurpose[],
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<KnownMember[]> =>
  members(reader)
    .find({ network: reader.network, consents: { $in: [...purposes] }, _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();
