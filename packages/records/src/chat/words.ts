/** The words by which conference programs say who wrote to whom, in the languages that they write them in. */
interface ChatWords {
  readonly from: string;
  readonly to: string;
  readonly everyone: readonly string[];
}

const languages: readonly ChatWords[] = [
  { from: 'from', to: 'to', everyone: ['everyone', 'everybody', 'all participants'] },
  { from: 'von', to: 'an', everyone: ['alle', 'jeder', 'jeden', 'alle teilnehmer'] },
  { from: 'de', to: 'à', everyone: ['tout le monde', 'tous', 'tous les participants'] },
  {
    from: 'de',
    to: 'a',
    everyone: ['todos', 'todo el mundo', 'todos os participantes', 'todos los participantes'],
  },
  { from: 'från', to: 'till', everyone: ['alla', 'alla deltagare'] },
  { from: 'van', to: 'aan', everyone: ['iedereen'] },
  { from: 'da', to: 'a', everyone: ['tutti'] },
];

const froms = [...new Set(languages.map(({ from }) => from))].join('|');
const tos = [...new Set(languages.map(({ to }) => to))].join('|');
const everyone = languages.flatMap((language) => language.everyone);

/** What follows the time of a message: `From`, in any of the languages. */
export const fromWord = new RegExp(`^(?:${froms})\\s+`, 'iu');

/** ` to everyone:`, where the text of a message begins. */
export const toEveryone = new RegExp(
  `\\s(?:${tos})\\s+(?:${everyone.join('|')})(?:\\s*\\([^)]*\\))?\\s*:(?:\\s|$)`,
  'iu',
);

/** ` to Ben (Direct Message):`, likewise. */
export const toSomebody = new RegExp(`\\s(?:${tos})\\s+[^:]{1,200}?\\([^)]*\\)\\s*:(?:\\s|$)`, 'iu');

const lastTo = new RegExp(`^(.*)\\s(?:${tos})\\s+(.+)$`, 'iu');
const isEveryone = new RegExp(`^(?:${everyone.join('|')})(?:\\s*\\([^)]*\\))?$`, 'iu');
const isMarked =
  /\((?:direct message|privately|private|direktnachricht|privat|message direct|en privé|direktmeddelande)\)/iu;

/** Who wrote, and whether to some alone: what stands between a message’s time and its colon. */
export const addressed = (head: string): { readonly from: string; readonly direct: boolean } => {
  const [, from = head, to] = lastTo.exec(head) ?? [];
  const direct = isMarked.test(head) || (to !== undefined && !isEveryone.test(to.trim()));
  return { from: from.trim(), direct };
};
