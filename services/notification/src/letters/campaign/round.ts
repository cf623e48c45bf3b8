/** A round of a campaign, as the cause of its letters: the first one, or a reminder so many days before the deadline. */
export const causeOf = (campaign: string, daysBefore?: number): string =>
  daysBefore === undefined ? campaign : `${campaign}/${daysBefore}`;

export const roundOf = (cause: string): { campaign: string; reminder: boolean } => {
  const [campaign = '', days] = cause.split('/');
  return { campaign, reminder: days !== undefined };
};
