import { runService } from '@skein/service-kit';
import { surveyWorker } from './worker-app.ts';

await runService(surveyWorker);
