/** How one attempt at sending a letter ended. Nothing in it names the recipient. */
export type Attempt =
  | { readonly outcome: 'sent' }
  /** The mail server said no; `reply` is its code and the command that it answered. */
  | { readonly outcome: 'refused'; readonly code: number; readonly reply: string }
  /** Nothing of the letter was handed over: `unreachable` where that lies in the server, not in the letter. */
  | { readonly outcome: 'not-begun'; readonly unreachable: boolean; readonly why: string }
  /** The letter was under way, and no answer came: it may have arrived. */
  | { readonly outcome: 'unanswered'; readonly why: string };
