import { cast } from './cast.ts';
import { type PersonKey, personKey } from './people.ts';

export type CommunityStatus = 'forming' | 'emerging' | 'established' | 'resting' | 'closed';

export interface Community {
  key: string;
  name: string;
  slug: string;
  /** What the community cares about, in one sentence. */
  domain: string;
  description: string;
  status: CommunityStatus;
  joining: 'open' | 'approval';
  facilitators: PersonKey[];
  core: PersonKey[];
  source: string;
}

const booklet = 'Co-Creation Network booklet, 2015';

/** Communities of the three documents; the key doubles as the slug. */
export const communities: Community[] = [
  community('support-team', 'Network support team', {
    domain: 'Growing and looking after communities of practice.',
    description:
      'Coaches facilitators, keeps the plan of work and the library in order, and reports on how ' +
      'every community is getting on. Anyone willing to learn the craft can take part.',
    facilitators: [cast.supportLead, cast.supportLeadAndFacilitator],
    core: [cast.groupOrganiser, personKey(26), personKey(27)],
  }),
  community('safer-medication', 'Safer medication practice', {
    domain: 'How the way we work makes medicines safer.',
    description:
      'For everyone who prescribes, dispenses, gives or takes medicines. Members compare what went ' +
      'wrong, what went well, and help one another to put better routines in place.',
    facilitators: [personKey(16)],
    core: [personKey(28), personKey(29)],
  }),
  community('caring-culture', 'Creating a caring culture', {
    domain: 'Teams at the front line that look after patients and one another.',
    description:
      'Asks what a small team can change about its own climate without waiting for the hierarchy. ' +
      'Teams further along tell the others how they did it.',
    facilitators: [personKey(17)],
    core: [personKey(30), personKey(31)],
  }),
  community('improvement-profession', 'Improvement as a professional practice', {
    domain: 'What it takes to be a professional in improvement and organisation development.',
    description:
      'Works out the skills and conduct of the trade, and how process thinking and people thinking ' +
      'fit together. Sceptics are as welcome as believers.',
    facilitators: [personKey(18)],
    core: [personKey(32), personKey(33)],
  }),
  community('patient-public-engagement', 'Patient and public engagement', {
    domain: 'Services that hear what patients, families and carers say.',
    description:
      'Looks for ways of involving people that change something, beyond ticking a box. Patients and ' +
      'carers belong to the core group.',
    facilitators: [personKey(19)],
    core: [personKey(34), personKey(35)],
  }),
  community('clinical-microsystems', 'Clinical microsystems', {
    domain: 'Coaching small clinical units to improve their own work.',
    description:
      'A circle of coaches comparing how the method fares in hospitals, practices and community ' +
      'services. It is still finding its shape.',
    status: 'emerging',
    facilitators: [personKey(20)],
    core: [personKey(36)],
  }),
  community('mindfulness', 'Mindfulness', {
    domain: 'Mindfulness for people who improve health care.',
    description:
      'Members practise together and study what it does for attention, resilience and working ' +
      'relationships. Beginners start with a ten-minute sitting before each call.',
    facilitators: [cast.supportLeadAndFacilitator],
    core: [personKey(37), cast.wardPhysician],
  }),
  community('care-coordination', 'Care coordination in primary care', {
    domain: 'Joined-up care for older people living with frailty.',
    description:
      'Practices and community teams trade ways of planning care around one person instead of one ' +
      'illness. They measure what changes for those who move between services most often.',
    facilitators: [personKey(21)],
    core: [personKey(38), personKey(39)],
  }),
  community('junior-doctors', 'Junior doctors and quality improvement', {
    domain: 'Doctors in training as leaders of improvement.',
    description:
      'Because they rotate, doctors in training see many wards and many ways of working. This ' +
      'community backs them in turning what they notice into a change that stays.',
    facilitators: [personKey(22)],
    core: [personKey(40), personKey(41)],
  }),
  community('perinatal-care', 'Perinatal care', {
    domain: 'A safe and good experience of pregnancy, birth and the weeks after.',
    description:
      'Brings together the professions around a birth, and women who have given birth. They rehearse, ' +
      'review and share what makes teams work well together.',
    facilitators: [personKey(23)],
    core: [personKey(42)],
  }),
  community('mindfulness-patient-safety', 'Mindfulness for patient safety', {
    domain: 'Whether mindful ward teams give safer care.',
    description:
      'A circle of eight preparing a ten-week course for ward staff, with music and art for patients. ' +
      'It will look at stress, awareness and harm before and after.',
    status: 'forming',
    joining: 'approval',
    facilitators: [cast.wardPhysician],
    core: [personKey(43), personKey(37)],
  }),
  community('schwartz-rounds', 'Schwartz rounds leaders', {
    domain: 'Starting and keeping up Schwartz rounds in a hospital.',
    description:
      'For those who lead the monthly gatherings where staff talk about the emotional side of care. ' +
      'Members visit one another and share what keeps people coming.',
    status: 'emerging',
    joining: 'approval',
    facilitators: [cast.wardPhysician],
    core: [personKey(46)],
  }),
  community('continuous-improvement', 'Continuous quality improvement: design and culture', {
    domain: 'How an organisation is built so that improving becomes a habit.',
    description:
      'Curious about structure, routines and what people take for granted. Members bring their own ' +
      'organisation as the case.',
    status: 'emerging',
    facilitators: [personKey(24)],
    core: [personKey(47), personKey(48)],
  }),
  community('reimagining-health-care', 'Reimagining health and care', {
    domain: 'New ways of organising: self-managing teams, purpose and trust.',
    description:
      'A special-interest group that meets by video call every other month to discuss real situations ' +
      'brought by its members. It has local chapters and keeps a table of its work.',
    joining: 'approval',
    facilitators: [cast.groupFacilitator, cast.groupOrganiser],
    core: [cast.fundingLead, cast.pilotLead],
    source: 'Special-interest group meeting notes, 8 February 2019',
  }),
  community('primary-care-steering', 'Primary care improvement: steering group', {
    domain: 'Steering a national community of people who improve primary care.',
    description:
      'Eight people on a half-hour call every fortnight. They set the programme, read the feedback ' +
      'and rate how mature the network is.',
    joining: 'approval',
    facilitators: [cast.primaryCareLead],
    core: [personKey(49), personKey(50), personKey(44)],
    source: 'Primary-care community webinar slides, 2018',
  }),
];

type Given = Pick<Community, 'domain' | 'description' | 'facilitators' | 'core'> & Partial<Community>;

function community(key: string, name: string, given: Given): Community {
  return { key, name, slug: key, status: 'established', joining: 'open', source: booklet, ...given };
}
