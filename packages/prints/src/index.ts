export {
  type Bar,
  type Block,
  heading,
  type Look,
  type PrintDocument,
  paragraph,
  points,
  type Words,
} from './document.ts';
export { fromWritten } from './markdown.ts';
export { type Print, print } from './printing.ts';
export { type InLanguages, spokenOf } from './words.ts';
