export {
  belonging,
  belongingsOf,
  belongsTo,
  communityAt,
  findCommunity,
  leaversAmong,
  membersAfter,
  membersAmong,
  membersOf,
  refuseCommunity,
  unknownPeople,
  withdrawnAmong,
} from './belonging.ts';
export { directory, knownMembers, membersWhoAgreed } from './directory.ts';
export {
  directoryOutboxCollection,
  eraseMember,
  markDirectories,
  markDirectory,
  markNewcomers,
  startDirectoryWriter,
} from './directory-writer.ts';
export { findPresentation, presentation } from './presentation.ts';
export type { KnownCommunity, KnownMember, KnownMembership, KnownNetwork } from './row.ts';
export { refuseLetters, refuseSending } from './sending.ts';
