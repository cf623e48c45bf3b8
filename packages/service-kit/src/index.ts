export { searchAudit, writeAudit } from './audit.ts';
export { networkHeader } from './authentication.ts';
export type { Applicable } from './batches.ts';
export {
  belonging,
  belongingCollections,
  findCommunity,
  type KnownCommunity,
  type KnownMembership,
  membersOf,
  refuseCommunity,
  unknownPeople,
} from './belonging.ts';
export type { CollectionDeclaration } from './collections.ts';
export { loadConfig, ServiceConfig, withPublicAddress } from './config.ts';
export { type ConsumerDeclaration, eventConsumer, on } from './consumer.ts';
export {
  amendDeadLetter,
  dropDeadLetter,
  findDeadLetter,
  listDeadLetters,
  replayDeadLetter,
} from './dead-letters.ts';
export {
  directory,
  directoryCollections,
  directoryOutboxCollection,
  type KnownMember,
  markDirectories,
  markDirectory,
  markNewcomers,
  startDirectoryWriter,
} from './directory.ts';
export type { HeldElsewhere } from './holdings/carry-out.ts';
export {
  holds,
  holdsNobody,
  type Merging,
  showsNothing,
  takeOut,
} from './holdings/declare.ts';
export { depart, whoIsNow } from './holdings/departures.ts';
export { renamed } from './holdings/pointers.ts';
export { transact } from './http.ts';
export { newId } from './ids.ts';
export { ensureSigningKey, type KeyRing, type SigningKey } from './keys.ts';
export { dropLease, startLeasedLoop, takeLease } from './lease.ts';
export { countUse, uncountUse } from './limits.ts';
export { createLog, type Log } from './log.ts';
export { type Loop, startLoop } from './loop.ts';
export { inTransaction, isDuplicateKey, isMongoUnavailable } from './mongo.ts';
export { connectNats, ensureConsumer, ensureStreams, isRefusedByStream, type Nats } from './nats.ts';
export { asyncApiDocument, openApiDocument } from './openapi.ts';
export { after, cursorOf, type Order, readPage } from './page.ts';
export type { Page, PageCall, Shown } from './pages.ts';
export { problemOf, sendRefusal } from './problems.ts';
export type { ReadModel } from './read-models.ts';
export { answer, ask, askAll, type RequestAnswer } from './requests.ts';
export {
  type Call,
  type Download,
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
} from './routes.ts';
export {
  type Background,
  defineService,
  type RunningService,
  runService,
  type ServiceContext,
  startService,
} from './service.ts';
export { hostOf, networkAt, publicUrlOf, Sites } from './sites.ts';
export { accessSeconds, signAccess, signLink, verifyLink } from './tokens.ts';
export { traceparent, withTrace } from './trace.ts';
export { putIfNewer, type Tx } from './transaction.ts';
