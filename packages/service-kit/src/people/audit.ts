import {
  type AuditLine,
  AuditOutcome,
  type AuditQuery,
  auditContract,
  isRefusal,
  type ServiceName,
} from '@skein/contracts';
import { z } from 'zod';
import type { Answering } from '../context.ts';
import { newId } from '../ids.ts';
import { type AnsweredQuestion, answer } from '../messaging/questions.ts';
import { declareCollection } from '../storage/collections.ts';
import { holds } from '../storage/holdings.ts';
import { countedUse } from '../storage/limits.ts';
import { type Order, readPage } from '../storage/listing.ts';
import { rowsIn } from '../storage/rows.ts';
import type { Reader, Tx } from '../storage/transaction.ts';
import { currentTrace } from '../trace.ts';

/** Who did, or was refused, what to whom: ids only, written once. Nothing here changes or removes a line. */
export const AuditRow = z.strictObject({
  _id: z.string(),
  network: z.string(),
  actor: z.string().nullable(),
  action: z.string(),
  targets: z.array(z.string()),
  outcome: AuditOutcome,
  at: z.date(),
  trace: z.string().nullable(),
  /** Of a denial: how many like it there were in its hour, up to this one. */
  times: z.int().optional(),
  /** A denial changed nothing that must stay answerable, so it is not kept for ever. */
  forgetAt: z.date().optional(),
});
export type AuditRow = z.infer<typeof AuditRow>;

const order: Order = [
  ['at', -1],
  ['_id', -1],
];

const indexFor = (...fields: string[]) => ({
  key: Object.fromEntries([['network', 1], ...fields.map((field) => [field, 1]), ...order]),
});

export const auditCollection = declareCollection({
  name: 'audit',
  schema: AuditRow,
  indexes: [
    indexFor(),
    indexFor('actor'),
    indexFor('targets'),
    indexFor('action'),
    indexFor('outcome'),
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<AuditRow>({
    title: 'What you did, and what others did about you',
    at: ['actor', 'targets'],
    show: ({ action, outcome, at, actor }, person) => ({ action, outcome, at, byYou: actor === person }),
    erase: {
      does: 'keep',
      why: 'Who changed what must stay answerable (GDPR article 5.2); a line holds ids alone, which lead to nobody now.',
    },
    merge: { does: 'stay' },
  }),
});

const audit = rowsIn(auditCollection);

const anId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,15})$/;

/** What an audit line says of what was done in its network. */
export interface Audited
  extends Pick<AuditRow, 'actor' | 'action' | 'outcome' | 'at' | 'times' | 'forgetAt'> {
  readonly targets: Iterable<string>;
}

/** Writes a line, of a transaction with what it writes last. What is no id is left out of its targets: an address in a path may hold anything. */
export const writeAudit = async (reader: Reader | Tx, said: Audited): Promise<void> => {
  const { network } = reader;
  const targets = [...new Set(said.targets)].filter((target) => anId.test(target));
  const line = { _id: newId(), network, ...said, targets, trace: currentTrace()?.traceId ?? null };
  if ('last' in reader) reader.last.insert(audit, line);
  else await audit(reader).insertOne(line);
};

const hour = 60 * 60;
const denialKeptMs = 400 * 24 * hour * 1000;

/**
 * Writes a line of what somebody was denied. Whoever tries the same again and again leaves few: the first ten in an hour
 * of one person and one operation, then the hundredth, the thousandth and so on, each with how many there were.
 */
export const writeDenial = async (
  reader: Reader,
  said: Pick<Audited, 'actor' | 'action' | 'at' | 'targets'>,
): Promise<void> => {
  const { actor, action, at } = said;
  const who = `${reader.network} ${actor ?? ''}`;
  const times = await countedUse(reader.db, `denied ${action}`, who, hour);
  if (!isTold(times)) return;
  const forgetAt = new Date(at.getTime() + denialKeptMs);
  await writeAudit(reader, { ...said, outcome: 'denied', forgetAt, ...(times > 1 && { times }) });
};

/** Whether the so-manyth denial of a kind leaves a line. */
export const isTold = (times: number): boolean => times <= 10 || /^10+$/.test(String(times));

const presented =
  (service: ServiceName) =>
  ({ _id, at, actor, action, targets, outcome, trace, times }: AuditRow): AuditLine => ({
    id: _id,
    at: at.toISOString(),
    service,
    ...(actor && { actor }),
    action,
    targets,
    outcome,
    ...(trace && { trace }),
    ...(times && { times }),
  });

/** One page of a service's own lines, newest first; a refusal where the cursor is none of ours. */
export const searchAudit = async (
  reader: Reader,
  service: ServiceName,
  { actor, target, action, outcome, from, until, ...query }: AuditQuery,
) => {
  const at = { ...(from && { $gte: new Date(from) }), ...(until && { $lt: new Date(until) }) };
  const filter = {
    network: reader.network,
    ...(actor && { actor }),
    ...(target && { targets: target }),
    ...(action && { action }),
    ...(outcome && { outcome }),
    ...((from || until) && { at }),
  };
  return readPage(audit(reader), filter, order, query, presented(service));
};

/** Every service answers about its own log. */
export const auditAnswer = ({ service, readerOf }: Answering): AnsweredQuestion =>
  answer(auditContract.questions.search[service], async ({ network, ...query }) => {
    const found = await searchAudit(readerOf(network), service, query);
    if (isRefusal(found)) throw new Error(found.detail);
    return found;
  });
