import type { QuarterlyReport } from '@skein/contracts';
import { type Block, heading, type PrintDocument, paragraph } from '@skein/prints';
import type { Paper } from '../../recording/paper/sheet.ts';
import { dayIn } from '../../recording/paper/words.ts';
import { reportWords } from './words.ts';

/** The quarterly report as a printed document. */
export const reportPrint = (report: QuarterlyReport, { look, words }: Paper): PrintDocument => {
  const said = words(reportWords);
  const { language, network } = look;
  const [year = '', quarter = ''] = report.quarter.split('-');
  const partOf = ({ part, figures, comment }: QuarterlyReport['parts'][number]): Block[] => {
    if (figures.length === 0 && !comment) return [];
    const told = figures.map(({ figure, now, before }) => said.counted(said.figures[figure], now, before));
    const bars = figures.map(({ figure, now, before }) => ({
      ...{ label: said.figures[figure], value: now, before },
    }));
    return [
      heading(2, said.parts[part]),
      ...(figures.length > 0 ? [{ kind: 'bars' as const, says: said.picture(told.join('; ')), bars }] : []),
      ...(comment ? comment.split(/\n{2,}/).map((one) => paragraph(one)) : []),
    ];
  };
  const rows = report.parts.flatMap(({ figures }) =>
    figures.map(({ figure, now, before }) => [said.figures[figure], String(now), String(before)]),
  );
  return {
    look,
    title: said.title(quarter, year),
    above: said.report,
    foot: `${network} · ${said.report} ${report.quarter}`,
    blocks: [
      paragraph(said.span(dayIn(language, report.from), dayIn(language, report.until))),
      ...(report.running ? [paragraph(said.running, { quiet: true })] : []),
      ...(report.unavailable.length > 0 ? [paragraph(said.missing, { quiet: true })] : []),
      ...report.parts.flatMap(partOf),
      { kind: 'table', head: [said.figure, said.now, said.before], rows, numbers: 2 },
    ],
  };
};
