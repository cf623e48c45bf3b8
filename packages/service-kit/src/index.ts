export type { Capability } from './capability.ts';
export { OperatorConfig } from './commands/operator.ts';
export { loadConfig, ServiceConfig, withPublicAddress } from './config.ts';
export type { ServiceContext } from './context.ts';
export { gather, gatherEach } from './gather.ts';
export type { BrowserPage, PageCall, Shown } from './http/browser-pages.ts';
export { drained, tooLarge } from './http/draining.ts';
export { endStreamsOnClose, eventStreamType, mindStream } from './http/event-streams.ts';
export { lookUpReplies } from './http/idempotency.ts';
export { isDeeperThan } from './http/json.ts';
export { asyncApiDocument, openApiDocument } from './http/openapi.ts';
export { originOf } from './http/origin.ts';
export { problemOf, sendRefusal } from './http/problems.ts';
export {
  type Call,
  type Download,
  handle,
  type Implementation,
  lean,
  leanLater,
  missing,
  ofOtherNetwork,
  read,
  staleUnless,
  toEdit,
  unknownReference,
  write,
} from './http/routes.ts';
export { serverOptions, tooSlow } from './http/server.ts';
export { AddressRanges } from './identity/address-ranges.ts';
export { networkHeader } from './identity/authentication.ts';
export { ensureSigningKey, type KeyRing, type SigningKey } from './identity/keys.ts';
export { hostOf, networkAt, publicUrlOf, Sites } from './identity/sites.ts';
export { accessSeconds, signAccess, signLink, verifyLink } from './identity/tokens.ts';
export { momentOf, newId, newIdAt } from './ids.ts';
export { createLog, type Log, type LogDestination } from './log.ts';
export { type Background, type Loop, startLoop } from './loop.ts';
export type { Applicable } from './messaging/batches.ts';
export {
  amendDeadLetter,
  dropDeadLetter,
  findDeadLetter,
  listDeadLetters,
  replayDeadLetter,
} from './messaging/dead-letters.ts';
export { type ConsumerDeclaration, eventConsumer, on } from './messaging/event-consumer.ts';
export {
  connectNats,
  ensureConsumer,
  ensureStreams,
  isRefusedByStream,
  type Nats,
  natsAddress,
} from './messaging/nats.ts';
export { type AnsweredQuestion, answer } from './messaging/questions.ts';
export type { ReadModel } from './messaging/read-models.ts';
export type { Irrecoverable, Refill } from './messaging/refill.ts';
export { transact } from './messaging/transact.ts';
export { momentInWords, spanInWords, zoneInWords } from './moments.ts';
export { searchAudit, writeAudit } from './people/audit.ts';
export type { HeldElsewhere } from './people/carry-out.ts';
export { depart, whoIsNow } from './people/departures.ts';
export {
  collectionsOf,
  defineService,
  type RunningService,
  runService,
  startService,
} from './service.ts';
export { bringHome, dropApart, makeApart, rowsApart } from './storage/apart.ts';
export { attempt, endedTwice } from './storage/attempts.ts';
export { type CollectionDeclaration, declareCollection } from './storage/collections.ts';
export {
  holds,
  holdsNobody,
  type Merging,
  showsNothing,
  takeOut,
} from './storage/holdings.ts';
export { dropLease, startLeasedLoop, takeLease } from './storage/lease.ts';
export { countedUse, countUse, uncountUse } from './storage/limits.ts';
export { after, cursorOf, type Order, type Paging, readPage } from './storage/listing.ts';
export type { Migration } from './storage/migrations.ts';
export { inTransaction, isDuplicateKey, isMongoUnavailable } from './storage/mongo.ts';
export { bytesBetween, pieceBytes, piecesOf } from './storage/pieces.ts';
export { renamed } from './storage/pointers.ts';
export {
  type LogReach,
  replicationFillerCollection,
  shortenReplicationLog,
} from './storage/replication-log.ts';
export { putIfNewer, rowsIn } from './storage/rows.ts';
export { besideTransaction, inNetwork, type Reader, type Tx } from './storage/transaction.ts';
export { paceIn } from './storage/written.ts';
export { traceparent, withTrace } from './trace.ts';
