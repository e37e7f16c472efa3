import { killed } from './support/kill.ts';
import { faultScene } from './support/scene.ts';

faultScene().rounds('kill -9 catalog', killed('catalog', ['answers', 'catalog', 'catalog database']));
