import { z } from 'zod';

/** The media types of tables, in and out. */
export const tableTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export const TableFormat = z.enum(['csv', 'xlsx']);
export type TableFormat = z.infer<typeof TableFormat>;

export const TableEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
]);
export type TableEncoding = z.infer<typeof TableEncoding>;

/** How a table is to be downloaded; the query of every route that exports one. */
export const TableQuery = z.object({
  format: TableFormat.default('csv'),
  separator: z
    .enum([',', ';', '\t'])
    .default(',')
    .meta({ description: 'Of CSV; some Excels open `;` alone' }),
});
export type TableQuery = z.infer<typeof TableQuery>;
