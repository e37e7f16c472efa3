import { commitsLost, sessionsEnded } from './support/database-faults.ts';
import { faultScene } from './support/scene.ts';

const scene = faultScene();
scene.rounds('a PostgreSQL session is ended', sessionsEnded());
scene.rounds('the connection is lost during COMMIT', commitsLost());
