import type { Proposal } from '@skein/contracts';
import type { Proposed } from './queries.ts';

/** A proposal as it stands in the form. */
export interface ProposalDraft {
  readonly name: string;
  readonly domain: string;
  readonly description: string;
  readonly why: string;
  readonly joining: 'open' | 'approval';
  /** Addresses, one a line. */
  readonly invite: string;
  readonly comment: string;
}

export const nothing: ProposalDraft = {
  name: '',
  domain: '',
  description: '',
  why: '',
  joining: 'open',
  invite: '',
  comment: '',
};

/** A name as it stands in an address: letters without their marks, and hyphens. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

export const draftOf = ({ name, domain, description, why, joining, invite }: Proposal): ProposalDraft => ({
  ...{ name, domain, description, why, joining, comment: '' },
  invite: invite.join('\n'),
});

/** What is sent; the address it is to have follows from its name, unless it has one. */
export const proposedBy = (draft: ProposalDraft, before?: Proposal): Proposed => {
  const { name, domain, description, why, joining } = draft;
  const keeps = before && before.name === name.trim();
  return {
    name: name.trim(),
    slug: keeps ? before.slug : slugOf(name),
    ...{ domain: domain.trim(), description: description.trim(), why: why.trim(), joining },
    invite: draft.invite.split(/[\s,;]+/).filter((address) => address !== ''),
  };
};
