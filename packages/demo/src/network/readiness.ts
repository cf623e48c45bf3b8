export type OpportunityKey =
  | 'peer-help'
  | 'best-practice'
  | 'professional-development'
  | 'unexpected-ideas'
  | 'networking'
  | 'showcasing'
  | 'signposting';

/** How many chose each opportunity, as published. */
export const publishedCounts: Record<OpportunityKey, number> = {
  'peer-help': 6,
  'best-practice': 5,
  'professional-development': 4,
  'unexpected-ideas': 7,
  networking: 8,
  showcasing: 5,
  signposting: 4,
};
