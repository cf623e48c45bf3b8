import { runService } from '@skein/service-kit';
import { surveyIntake } from './taking/intake/app.ts';

await runService(surveyIntake);
