import { type ReceiptLine, type Refusal, refuse, type ServiceName } from '@skein/contracts';
import type { ErasureRow } from '../../core/erasure-list/row.ts';

/** How long the link of the second letter works; a wish not confirmed by then is forgotten. */
export const confirmingMs = 48 * 60 * 60 * 1000;

const dayMs = 24 * 60 * 60 * 1000;

/** Nobody who may has decided yet that somebody is erased. */
const isOpen = ({ status }: ErasureRow): boolean => status === 'unconfirmed' || status === 'proposed';

/** Begins a wish to be forgotten, or begins it anew where the letter of the first one was lost. */
export const askToBeForgotten = (
  before: ErasureRow | null,
  { network, person }: { network: string; person: string },
  now: Date,
  newId: string,
): ErasureRow => {
  if (before && !isOpen(before)) return before;
  return {
    _id: before?._id ?? newId,
    network,
    version: (before?.version ?? 0) + 1,
    person,
    status: 'unconfirmed',
    reason: 'asked',
    askedAt: now,
    forgetAt: new Date(now.getTime() + confirmingMs),
  };
};

/** The person meant it. Confirming twice changes nothing. `wait`: until when somebody else might have been them. */
export const confirmErasure = (row: ErasureRow, now: Date, wait?: Date): ErasureRow => {
  if (!isOpen(row)) return row;
  const { forgetAt: _, by: __, ...rest } = row;
  return {
    ...rest,
    status: 'confirmed',
    reason: 'asked',
    version: row.version + 1,
    confirmedAt: now,
    ...(wait && { notBefore: wait }),
  };
};

/**
 * A host writes down that somebody asked in writing: that is as good as their own confirmation. Of somebody with power it
 * needs another host's word.
 */
export const askedInWriting = (
  before: ErasureRow | null,
  { network, person, by, power }: { network: string; person: string; by: string; power: boolean },
  now: Date,
  newId: string,
): ErasureRow | Refusal => {
  if (before && before.status !== 'unconfirmed') {
    return refuse('conflict', `This person is on the list already: ${before.status}.`);
  }
  return {
    _id: before?._id ?? newId,
    network,
    version: (before?.version ?? 0) + 1,
    person,
    status: power ? 'proposed' : 'confirmed',
    reason: 'asked-in-writing',
    askedAt: before?.askedAt ?? now,
    by,
    ...(!power && { confirmedAt: now }),
  };
};

/** Another host agrees; it begins a day later, so that it can be seen and withdrawn. */
export const agreeTo = (row: ErasureRow, by: string, now: Date): ErasureRow | Refusal => {
  if (row.status !== 'proposed')
    return refuse('conflict', `This waits for nobody’s word: it is ${row.status}.`);
  if (row.by === by) return refuse('conflict', 'It is another host who agrees: you asked for it.');
  if (row.person === by)
    return refuse(
      'conflict',
      'It is another host who agrees. Where you wish it, ask for it on your preference page.',
    );
  return {
    ...row,
    status: 'confirmed',
    version: row.version + 1,
    confirmedAt: now,
    secondBy: by,
    notBefore: new Date(now.getTime() + dayMs),
  };
};

/** Why somebody is not taken off the list; their own wish they take back themselves, until it begins. */
export const refuseWithdrawing = ({ status, reason }: ErasureRow, oneself: boolean): Refusal | undefined => {
  if (status === 'running' || status === 'done')
    return refuse('conflict', 'This cannot be withdrawn any more: it has begun.');
  if (reason === 'no-basis-left')
    return refuse(
      'conflict',
      'Nothing is left on which the network may hold the data: agreeing to something again ends this.',
    );
  if (reason === 'asked' && !oneself)
    return refuse('conflict', 'Only the person themselves takes back their own wish.');
  return undefined;
};

/** Who is told that it is withdrawn: those whom it concerns, but for whoever withdrew it. */
export const toldOfWithdrawing = ({ person, by, secondBy }: ErasureRow, withdrawnBy: string): string[] => [
  ...new Set([person, by, secondBy].flatMap((one) => (one && one !== withdrawnBy ? [one] : []))),
];

/** What is begun only with another host's word: the erasure of somebody with power that is not their own wish. */
export const needsAnother = ({ reason, secondBy }: ErasureRow, power: boolean): boolean =>
  power && reason !== 'asked' && secondBy === undefined;

/** Who lost their last basis by silence has this long to agree again, before it is carried out. */
export const graceMs = 7 * dayMs;
/** The letter with the receipt is tried this long, since the address is kept for it. */
const letterTriedMs = 3 * dayMs;
const letterAgainMs = 5 * 60 * 1000;
/** A receipt, and the proof of consent that it names, are kept as long as somebody might go to law about it. */
export const receiptKeptMs = 6 * 365 * dayMs;

/** The wish of somebody with power waits for a day, in which the others see it. */
export const ownWait = (power: boolean, undoable: Date | undefined, now: Date): Date | undefined => {
  const day = power ? now.getTime() + dayMs : 0;
  const latest = Math.max(day, undoable?.getTime() ?? 0);
  return latest > now.getTime() ? new Date(latest) : undefined;
};

/** Begins: from now on the person is nobody here, but for where their receipt is sent. */
export const begin = (
  row: ErasureRow,
  letterTo: { readonly name: string; readonly email: string } | undefined,
  now: Date,
): ErasureRow => {
  const { heldBack: _, ...rest } = row;
  const { name, email } = letterTo ?? {};
  return {
    ...rest,
    status: 'running',
    version: row.version + 1,
    startedAt: now,
    answered: [],
    receipt: [],
    ...(name && email && { letterTo: { name, email } }),
  };
};

/** A service has told what it erased. Telling twice adds nothing. */
export const told = (row: ErasureRow, service: ServiceName, lines: readonly ReceiptLine[]): ErasureRow => {
  const { answered = [], receipt = [] } = row;
  if (row.status !== 'running' || answered.includes(service)) return row;
  return { ...row, answered: [...answered, service], receipt: [...receipt, ...lines] };
};

/** The end, with which the address is forgotten; where the letter did not go, it is tried again for some days. */
export const end = (row: ErasureRow, sent: boolean, now: Date): ErasureRow => {
  const triedLong = now.getTime() - (row.startedAt?.getTime() ?? 0) > letterTriedMs;
  if (!sent && row.letterTo && !triedLong) {
    return { ...row, letterDueAt: new Date(now.getTime() + letterAgainMs) };
  }
  const { letterTo: _, letterDueAt: __, ...rest } = row;
  return {
    ...rest,
    status: 'done',
    version: row.version + 1,
    doneAt: now,
    letter: sent ? 'sent' : 'not-sent',
  };
};

export const profileErased: ReceiptLine = {
  service: 'membership',
  what: 'Your profile',
  removed: 1,
  changed: 0,
  kept: 0,
};

/** What stays of the addresses of somebody who was erased. */
export const addressesKept = (hashes: number): ReceiptLine => ({
  service: 'membership',
  what: 'Your address, and those you had here before',
  removed: 0,
  changed: 0,
  kept: hashes,
  why: 'A keyed hash of each, so that no old list brings you back (GDPR article 17.3e): it cannot be read back into the address, and is deleted when you join by yourself.',
});

const counted = (line: ReceiptLine): string =>
  [
    line.removed && `${line.removed} deleted`,
    line.changed && `${line.changed} without your name or id`,
    line.kept && `${line.kept} kept`,
  ]
    .filter(Boolean)
    .join(', ');

/** A receipt in the words of its letter. */
export const inWords = (
  receipt: readonly ReceiptLine[],
  notes: readonly string[],
): { what: string; became: string }[] => [
  ...receipt.map((line) => ({
    what: line.what,
    became: `${counted(line)}${line.why ? `. ${line.why}` : ''}`,
  })),
  ...notes.map((note) => ({ what: 'Please note', became: note })),
];

/** What is said of what others wrote. */
const mentionsInWords = ({ mentions, unsearched = [] }: ErasureRow): string => {
  const what = 'Free text of others, such as the notes of a meeting or an issue of the letter';
  if (!mentions)
    return `${what}, is not searched for names. Write to the hosts where you are named, and they will take it out.`;
  const but = unsearched.length ? `, but for that of ${unsearched.join(' and ')}, which did not answer` : '';
  const searched = `${what}, was searched for your address and your whole name${but}.`;
  if (mentions.length === 0) return `${searched} They stand nowhere in it.`;
  const places = mentions.length === 1 ? 'one place' : `${mentions.length} places`;
  return `${searched} They stand in ${places} still. The hosts have a list of these, and are to take you out there; where you are called otherwise, write to them.`;
};

/** The strings by which somebody is looked for in what others wrote: a name of one word is too many people's. */
export const lookedFor = ({ letterTo }: ErasureRow): string[] => {
  if (!letterTo) return [];
  const { name, email } = letterTo;
  return [email, ...(/\S\s+\S/.test(name) ? [name] : [])].filter((text) => text.length >= 3);
};

/** For how long a service that does not answer is waited for, before the receipt goes without its texts. */
const searchedForMs = 60 * 60 * 1000;

export const isToSearchOn = ({ startedAt }: ErasureRow, now: Date): boolean =>
  now.getTime() - (startedAt?.getTime() ?? 0) < searchedForMs;

/** What no receipt can count. */
export const notesOn = (row: ErasureRow): string[] => [
  'Answers to anonymous and confidential surveys cannot be found, by design: nothing leads from them to anybody.',
  'Answers to named surveys are deleted; what was counted of them stays as a count.',
  mentionsInWords(row),
  'What you proposed and became a community, its name and its description, is the community’s and stays with it.',
  'What happened in the network is recorded by ids; yours leads to nobody any more.',
  'Letters that were delivered are in the mailboxes they were sent to.',
  'The database keeps a log of its last changes, by which its copies follow one another: what was deleted stands in it until newer changes take its place, which on a quiet network may take weeks, and nothing else reads it.',
  'In the database’s files, what was deleted stays until its place is written over; nothing leads there. Copies that were made for safety hold it until they are thrown away; ask the hosts when that is.',
];
