import { personKey } from './people.ts';

/**
 * Who plays which part: a person of the documents is one generated person throughout, also across
 * documents, so that owners, scores and attendance fit together. All are among the first fifty people.
 */
export const cast = {
  /** Facilitates the special-interest group, owns its knowledge harvest. */
  groupFacilitator: personKey(1),
  /** Organises the special-interest group, contacts prospective members; also in the regional network. */
  groupOrganiser: personKey(2),
  /** Three who brought a learning case. */
  pilotLead: personKey(3),
  careFounder: personKey(4),
  housingManager: personKey(5),
  /** Attended on 8 February 2019 without owning anything in the table. */
  scoringAttendee: personKey(6),
  newMemberWhoScored: personKey(7),
  newMember: personKey(8),
  quietAttendee: personKey(9),
  /** Owns the work on funding; absent in February, present in April. */
  fundingLead: personKey(10),
  /** Came in April; facilitates two communities of the regional network as well. */
  wardPhysician: personKey(11),
  aprilGuestOne: personKey(12),
  aprilGuestTwo: personKey(13),
  /** The two contacts of the regional support team; the second facilitates a community too. */
  supportLead: personKey(14),
  supportLeadAndFacilitator: personKey(15),
  primaryCareLead: personKey(25),
} as const;

/** Persons `from` to `to`, both included, as keys. */
export function persons(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => personKey(from + index));
}

/** People in a weaver's role: they belong to many communities on purpose, to connect them. */
export const weavers = [cast.groupOrganiser, cast.supportLeadAndFacilitator, personKey(44), personKey(45)];
