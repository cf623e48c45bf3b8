export { survey } from './app.ts';
export { surveyIntake } from './intake-app.ts';
export { surveyWorker } from './worker-app.ts';
