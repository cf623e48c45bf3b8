import type { Template } from '@skein/contracts';
import type { z } from 'zod';

/** A template as it is written, before its contract has filled in what is usual. */
export type Draft = z.input<typeof Template>;
