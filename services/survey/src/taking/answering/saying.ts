import { answersIn, conditionsOf, createFilling, pipesIn, shownOf } from '@skein/answering';
import type { Question } from '@skein/contracts';
import { html, type Part } from '@skein/web/markup';
import type { Fields, View } from './view.ts';

export interface Saying {
  /** A text with the answers that stand in it, each marked for scripts, which fill it in anew. */
  readonly say: (text: string) => Part;
  /** The questions as they are told of where nothing is marked up. */
  readonly asked: readonly Question[];
}

/** What texts say with what is answered by now: of what was sent, as long as there are no scripts. */
export const sayingOf = ({ form, language }: View, fields: Fields): Saying => {
  const { questions } = form;
  const filling = createFilling(questions, language);
  const given = answersIn(questions, fields, language).answers;
  const { answers } = shownOf(questions, conditionsOf(form), given);
  const say = (text: string): Part =>
    pipesIn(text).map((part) => {
      if (typeof part === 'string') return part;
      const said = filling.say(part, answers);
      const { whole, question, row, otherwise } = part;
      if (said === undefined) return whole;
      return html`<bdi data-filled="${question}" data-row="${row}" data-otherwise="${otherwise}">${said}</bdi>`;
    });
  return { say, asked: filling.asked(questions, answers) };
};
