import { runService } from '@skein/service-kit';
import { surveyIntake } from './intake-app.ts';

await runService(surveyIntake);
