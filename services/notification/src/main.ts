import { runService } from '@skein/service-kit';
import { notification } from './app.ts';

await runService(notification);
