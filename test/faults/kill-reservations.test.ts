import { killed } from './support/kill.ts';
import { faultScene } from './support/scene.ts';

faultScene().rounds(
  'kill -9 reservations',
  killed('reservations', ['answers', 'catalog', 'payments', 'reservations database']),
);
