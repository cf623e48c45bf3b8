export { type Cell, joined, neutral, restored, separated, textOf } from './cells.ts';
export { guessOf } from './encoding.ts';
export { type CsvReading, readCsv, readingOf } from './read-csv.ts';
export { readXlsx } from './read-xlsx.ts';
export { type FileFault, type TableRow, tableLimits, UnreadableTable } from './table.ts';
export { readWhole } from './whole.ts';
export { tableFile } from './write.ts';
export { readXml } from './xml.ts';
