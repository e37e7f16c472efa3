import { redisKilled } from './support/redis-faults.ts';
import { faultScene } from './support/scene.ts';

faultScene().rounds('Redis killed and flushed', redisKilled());
