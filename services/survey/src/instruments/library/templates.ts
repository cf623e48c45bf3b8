import { Template } from '@skein/contracts';
import { confirmationPractice } from './confirmation-practice.ts';
import { eventEvaluation, exitSurvey } from './events.ts';
import { afterActionReview, whoJoinsWhat } from './learning-and-joining.ts';
import { networkMaturity } from './network-maturity.ts';
import { lifeCycleStage, sharedPurpose } from './purpose-and-stage.ts';
import { readiness } from './readiness.ts';

/** The built-in library. A template that changes counts its version up: what was adopted says from which it came. */
export const templates: readonly Template[] = [
  confirmationPractice,
  readiness,
  networkMaturity,
  sharedPurpose,
  eventEvaluation,
  exitSurvey,
  lifeCycleStage,
  afterActionReview,
  whoJoinsWhat,
].map((template) => Template.parse(template));
