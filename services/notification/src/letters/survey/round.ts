/** A reminder’s letters are of their own round, so that each reminder writes once to each. */
export const causeOf = (survey: string, reminder: string): string => `${survey}/${reminder}`;
export const surveyOf = (cause: string): string => cause.split('/')[0] ?? cause;
