import { type FormProgram, InstrumentFile, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { contentOfFile } from '../exchange/file.ts';
import { type Carried, fromSurveyJs } from '../exchange/surveyjs.ts';
import { isRecord } from '../exchange/surveyjs-texts.ts';
import { fromAnswers } from './answers-table.ts';
import { type ForeignForm, placeIn } from './foreign-form.ts';
import { fromLimeSurvey } from './limesurvey-form.ts';
import { readLss } from './limesurvey-lss.ts';
import { byHeading, isLimeTsv, readLimeTsv } from './limesurvey-tsv.ts';
import { type FormFile, openForm } from './open-form.ts';
import { fromXlsForm } from './xlsform.ts';
import { isXlsForm } from './xlsform-sheet.ts';

export interface Imported extends Carried {
  readonly program: FormProgram;
}

/** What was noted on the way, of a form of another program and of its reading as one of SurveyJS, with places in its file. */
const notesOf = (foreign: ForeignForm, { notCarried }: Carried) => {
  const { notes } = foreign;
  const place = placeIn(foreign);
  for (const { effect, path, detail, also = [], names = [] } of notCarried) {
    for (const { path: at, was, is } of names) notes.renamed(place(at), was, is);
    if (effect === 'renamed') continue;
    const note = { 'left-out': notes.leftOut, changed: notes.changed, looks: notes.looks }[effect];
    for (const at of [path, ...also]) note(place(at), detail);
  }
  return notes.all();
};

export const carryForm = (foreign: ForeignForm, title?: string): Imported | Refusal => {
  const carried = fromSurveyJs(foreign.form as never, title);
  if (isRefusal(carried)) return carried;
  return { ...carried, program: foreign.program, notCarried: notesOf(foreign, carried) };
};

const carryJson = (json: unknown, title?: string): Imported | Refusal => {
  if (!isRecord(json)) return refuse('invalid-request', 'The file holds no form: its JSON is no object.');
  if (json.format === 'skein-instrument') {
    const file = InstrumentFile.safeParse(json);
    if (!file.success)
      return refuse(
        'invalid-request',
        'The file says that it is an instrument of Skein, but does not hold one.',
        ...file.error.issues
          .slice(0, 100)
          .map(({ path, message }): [string, string] => [path.join('.'), message]),
      );
    return { program: 'skein', content: contentOfFile(file.data), notCarried: [] };
  }
  const carried = fromSurveyJs(json, title);
  return isRefusal(carried) ? carried : { ...carried, program: 'surveyjs' };
};

const carryTable = (sheet: readonly (readonly string[])[], title?: string): Imported | Refusal => {
  const table = sheet.filter((row) => row.some((cell) => cell.trim() !== ''));
  const [headings = []] = table;
  return carryForm(
    isLimeTsv(headings) ? fromLimeSurvey(readLimeTsv(byHeading(table))) : fromAnswers(table),
    title,
  );
};

const carryOpened = async (file: FormFile, title?: string): Promise<Imported | Refusal> => {
  switch (file.is) {
    case 'json':
      return carryJson(file.json, title);
    case 'limesurvey':
      return carryForm(fromLimeSurvey(await readLss(file.bytes)), title);
    case 'tables':
      return isXlsForm(file.sheets)
        ? carryForm(fromXlsForm(file.sheets), title)
        : carryTable([...file.sheets.values()][0] ?? [], title);
  }
};

/** Reads a form of whichever program its file shows. */
export const importedFrom = async (bytes: Buffer, title?: string): Promise<Imported | Refusal> => {
  const file = await openForm(bytes);
  return isRefusal(file) ? file : carryOpened(file, title);
};
