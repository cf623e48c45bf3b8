/** In an hour so many letters go to an address because of browsers that it does not know. */
const mostFromStrangers = 6;
/** Whoever has the mailbox may ask more, but no mailbox is filled. */
const mostOfTheirs = 30;
/** How long the letter that says so lets them ask nonetheless: past the hour it speaks of. */
export const passMs = 2 * 60 * 60 * 1000;

/**
 * What letter is due for the `count`th asking in an hour: the link; once, that no more come, with a way for whoever
 * reads it; then none.
 */
export const letterFor = (count: number, theirs: boolean): 'link' | 'pause' | 'none' => {
  if (count <= (theirs ? mostOfTheirs : mostFromStrangers)) return 'link';
  return !theirs && count === mostFromStrangers + 1 ? 'pause' : 'none';
};
