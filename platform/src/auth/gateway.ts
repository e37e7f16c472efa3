/** Headers that only the gateways set; they strip them from what clients send. */
export const GATEWAY_SECRET_HEADER = 'x-gateway-secret';
export const CLIENT_ADDRESS_HEADER = 'x-client-address';

export const GATEWAY_ONLY = {
  code: 'GATEWAY_ONLY',
  message: 'This service answers gateways only; send operations to the public endpoint.',
} as const;
