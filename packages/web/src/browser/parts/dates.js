const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** A day in words, where the reader is. @param {string} date */
export const dayOf = (date) => day.format(new Date(date));

/** A moment in words, where the reader is. @param {string} date */
export const momentOf = (date) => moment.format(new Date(date));
