import { createHmac, randomBytes } from 'node:crypto';
import { bucketName } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { RoundRow } from '../rounds/row.ts';

// In a bucket and not in the database, so that no copy of the database, nor its log of operations, ever holds what
// leads from a member to a ballot.
type Place = Pick<ServiceContext, 'nats' | 'config'>;
type Round = Pick<RoundRow, '_id' | 'network'>;

const nameOf = ({ config }: Place): string => bucketName(config.SKEIN_PREFIX, 'VOTE_KEYS');
const entryOf = ({ _id, network }: Round): string => `${network}.${_id}`;

/** The key of a round while it takes ballots; undefined before and after. */
export const keyOf = async (place: Place, round: Round): Promise<Uint8Array | undefined> => {
  const bucket = await place.nats.kvm.open(nameOf(place));
  const entry = await bucket.get(entryOf(round));
  return entry?.operation === 'PUT' ? entry.value : undefined;
};

/** Makes the key of a round that is being prepared, once. */
export const makeKey = async (place: Place, round: Round): Promise<void> => {
  if (await keyOf(place, round)) return;
  const bucket = await place.nats.kvm.open(nameOf(place));
  try {
    await bucket.create(entryOf(round), randomBytes(32));
  } catch (error) {
    // Another process made it just now, and that one is the key.
    if (!(await keyOf(place, round))) throw error;
  }
};

/** Destroys the key of a round: its bytes are overwritten. From then on no ballot leads to anybody. */
export const destroyKey = async (place: Place, round: Round): Promise<void> => {
  const bucket = await place.nats.kvm.open(nameOf(place));
  const entry = await bucket.get(entryOf(round));
  if (entry?.operation !== 'PUT') return;
  await place.nats.jsm.streams.deleteMessage(`KV_${nameOf(place)}`, entry.revision, true);
  await bucket.purge(entryOf(round));
};

/** What a member's ballot is kept under. */
export const tagOf = (key: Uint8Array, { _id, network }: Round, person: string): string =>
  createHmac('sha256', key).update(`${network} ${_id} ${person}`).digest('hex');
