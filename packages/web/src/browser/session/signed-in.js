/** Whether somebody signed in with this browser: known without asking, so that visitors cause no failed request. */
const mark = 'skein-signed-in';

export const signedInHere = () => localStorage.getItem(mark) !== null;

export const noteSignedOut = () => localStorage.removeItem(mark);
