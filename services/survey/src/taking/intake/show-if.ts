/** Shared with the answering page, which shows questions by the same program as this judges them by. */
export { chosen, conditionsOf, isNamed, shownOf } from '@skein/web/show-if.js';

export type Named = import('@skein/web/show-if.js').Named;
export type Shown = import('@skein/web/show-if.js').Shown;
