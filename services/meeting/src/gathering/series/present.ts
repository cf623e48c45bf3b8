import type { Series } from '@skein/contracts';
import type { SeriesRow } from './row.ts';

export const presentSeries = ({ _id, network: _, ...facts }: SeriesRow): Series => ({ id: _id, ...facts });
