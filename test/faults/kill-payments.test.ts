import { killed } from './support/kill.ts';
import { faultScene } from './support/scene.ts';

faultScene().rounds('kill -9 payments', killed('payments', ['answers', 'provider', 'payments', 'payments database']));
