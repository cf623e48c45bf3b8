import { attribute, type LimeQuestion } from './limesurvey.ts';
import type { Tools } from './limesurvey-questions.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** What is carried, by one type of question or another. */
const carried = new Set(
  words(`random_order answer_order other_replace_text exclude_all_others min_answers max_answers max_subquestions
  dualscale_headerA dualscale_headerB min_num_value_n max_num_value_n num_value_int_only numbers_only maximum_chars
  date_format date_min date_max multiflexible_min multiflexible_max multiflexible_step multiflexible_checkbox hidden
  em_validation_q em_validation_q_tip`),
);

/** What changes which answers are taken, or which questions and choices are there. */
const changing: Readonly<Record<string, string>> = {
  em_validation_sq: 'is a check that is not made here',
  equation: 'is worked out there, and not here',
  equals_num_value: 'is a check that is not made here',
  min_num_value: 'is a check of a sum that is not made here',
  max_num_value: 'is a check of a sum that is not made here',
  array_filter: 'shows some parts only, after what is answered before; here all are shown',
  array_filter_exclude: 'shows some parts only, after what is answered before; here all are shown',
  exclude_all_others_auto: 'chooses by itself there; nothing does here',
  other_numbers_only: 'takes numbers alone there, and any text here',
  other_comment_mandatory: 'may be left empty here',
  commented_checkbox: 'no comment is asked for beside each choice here',
  random_group: 'is shown in a random order with others there; here in its own place',
  time_limit: 'has no time limit here',
  assessment_value: 'has no value for an assessment here',
  code_filter: 'shows some choices only there; here all',
  save_as_default: '',
  encrypted: '',
};

const says = (value: string): boolean => !['', '0', 'N', 'default', 'inherit', 'I'].includes(value);

/** Values that LimeSurvey gives by itself, and that so say nothing. */
const usual: Readonly<Record<string, string>> = {
  time_limit_action: '1',
  fix_height: '200',
  statistics_showgraph: '1',
  statistics_graphtype: '0',
  scale_export: '0',
  use_dropdown: '0',
  reverse: '0',
  commented_checkbox: 'always',
  commented_checkbox_auto: '1',
  exclude_all_others_auto: '0',
  answer_order: 'normal',
  other_position: 'end',
  keep_aspect: '0',
  crop_or_resize: '0',
};

/** Says of each attribute that was set what became of it. */
export const noteAttributes = (
  question: LimeQuestion,
  { changed, looks }: Pick<Tools, 'changed'> & { looks(what: string, detail: string): void },
): void => {
  for (const name of question.attributes.keys()) {
    const value = attribute(question, name);
    if (carried.has(name) || !says(value) || usual[name] === value) continue;
    const detail = changing[name];
    if (detail === undefined) looks(name, 'has no counterpart, since the look is the page’s own');
    else if (detail !== '') changed(name, detail);
  }
};
