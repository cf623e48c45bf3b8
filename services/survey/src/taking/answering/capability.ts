import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { openSurveysOf } from '../intake/open-surveys.ts';
import { answeringPages } from './browser-pages.ts';

/** The answering page. What is posted without scripts is taken here, by the intake's own program. */
export const answering: Capability<SurveyConfig> = {
  name: 'answering',
  pages: answeringPages,
  loops: async (context) => [await openSurveysOf(context).follow()],
};
