import { type PersonKey, personKey } from './people.ts';

/** A community that a member proposes. */
export interface ProposalPlan {
  proposer: PersonKey;
  founders: PersonKey[];
  slug: string;
  name: string;
  domain: string;
  description: string;
  why: string;
  accepted: boolean;
}

export const proposals: ProposalPlan[] = [
  {
    proposer: personKey(6),
    founders: [personKey(9), personKey(12)],
    slug: 'digital-bedside',
    name: 'Digital tools at the bedside',
    domain: 'Devices that help staff look up rather than down.',
    description: 'Members try a tool for a month and tell the others honestly.',
    why: 'Each of us buys alone, and each of us learns the same lesson.',
    accepted: true,
  },
  {
    proposer: personKey(13),
    founders: [],
    slug: 'greener-care',
    name: 'Greener care',
    domain: 'Care that wastes less.',
    description: 'Begins with what is thrown away on one ward in one week.',
    why: 'Three communities have raised it as a tension, and it belongs to none of them.',
    accepted: false,
  },
];

/** How communities that are further on came there: each status, with a note of why. */
export const statusPaths: Record<
  string,
  { status: 'forming' | 'emerging' | 'established' | 'resting'; note: string }[]
> = {
  mindfulness: [
    { status: 'forming', note: '' },
    { status: 'emerging', note: 'Ten people came twice.' },
    { status: 'established', note: 'Meets without being reminded.' },
  ],
  'clinical-microsystems': [
    { status: 'forming', note: '' },
    { status: 'emerging', note: 'The first two visits took place.' },
  ],
  'improvement-profession': [
    { status: 'forming', note: '' },
    { status: 'established', note: 'Two hundred members, and a rhythm of its own.' },
  ],
};
