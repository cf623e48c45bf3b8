import type { AgendaItem } from '@skein/contracts';
import type { AgendaItemRow } from './row.ts';

export const presentItem = ({ _id, network: _, series: _series, ...row }: AgendaItemRow): AgendaItem => ({
  id: _id,
  ...row,
});
