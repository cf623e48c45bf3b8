import { runService } from '@skein/service-kit';
import { surveyWorker } from './taking/worker/app.ts';

await runService(surveyWorker);
