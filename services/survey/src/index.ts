export { survey } from './app.ts';
export { surveyIntake } from './taking/intake/app.ts';
export { surveyWorker } from './taking/worker/app.ts';
