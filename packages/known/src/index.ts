export { belonging, findCommunity, membersOf, refuseCommunity, unknownPeople } from './belonging.ts';
export { directory, knownMembers, membersWhoAgreed } from './directory.ts';
export {
  directoryOutboxCollection,
  eraseMember,
  markDirectories,
  markDirectory,
  markNewcomers,
  startDirectoryWriter,
} from './directory-writer.ts';
export type { KnownCommunity, KnownMember, KnownMembership } from './row.ts';
