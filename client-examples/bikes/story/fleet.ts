import { signsUp } from '../../accounts/sign-up.ts';
import { anId, refused, someText } from '../../walk/expectation.ts';
import type { Step } from '../../walk/step.ts';

const station = (value: string) => [{ name: 'station', value }];

/** The fleet: bikes one by one and from a file, moved about and taken out of use. */
export const fleetSteps: readonly Step[] = [
  signsUp('owner', '서지우'),
  signsUp('customer', '김민지'),
  signsUp('neighbour', '이준호'),
  {
    name: 'the owner opens a bike service; the first rides are free',
    as: 'owner',
    operation: 'create-shop',
    variables: () => ({
      input: {
        name: '따릉이',
        kind: 'BIKES',
        currency: 'KRW',
        timezone: 'Asia/Seoul',
        paymentPolicy: 'NONE',
        endingSoonMinutes: 60,
      },
    }),
    expected: () => ({ data: { createShop: { __typename: 'Shop', id: anId('shp'), kind: 'BIKES' } } }),
    keep: { shopId: 'createShop.id' },
  },
  {
    name: 'a bike is had for ten minutes to two hours',
    as: 'owner',
    operation: 'create-product',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        name: '따릉이',
        soldBy: 'PERIOD',
        tracksUnits: true,
        timeRules: { minimumDurationMinutes: 10, maximumDurationMinutes: 120 },
        variants: [{ name: '일반', sku: 'BIKE', price: { amount: '1000', currency: 'KRW' } }],
      },
    }),
    expected: () => ({
      data: {
        createProduct: { __typename: 'Product', soldBy: 'PERIOD', tracksUnits: true, variants: [{ available: 0 }] },
      },
    }),
    keep: { variantId: 'createProduct.variants.0.id' },
  },
  {
    name: 'two bikes are registered',
    as: 'owner',
    operation: 'register-units',
    variables: (kept) => ({
      input: {
        variantId: kept('variantId'),
        units: [
          { label: 'SPB-30101', attributes: station('여의나루역') },
          { label: 'SPB-30102', attributes: station('성수역') },
        ],
      },
    }),
    expected: () => ({
      data: {
        registerUnits: {
          __typename: 'UnitsRegistered',
          units: [
            { id: anId('uni'), label: 'SPB-30101', attributes: station('여의나루역') },
            { id: anId('uni'), label: 'SPB-30102', attributes: station('성수역') },
          ],
          variant: { onHand: 2 },
        },
      },
    }),
    keep: { bike: 'registerUnits.units.0.id', otherBike: 'registerUnits.units.1.id' },
  },
  {
    name: 'no two bikes have one number',
    as: 'owner',
    operation: 'register-units',
    variables: (kept) => ({ input: { variantId: kept('variantId'), units: [{ label: 'SPB-30102' }] } }),
    expected: () => refused('registerUnits', 'LabelTaken', 'LABEL_TAKEN', { label: 'SPB-30102' }),
  },
  {
    name: 'a file with a bad row changes nothing',
    as: 'owner',
    operation: 'import-units',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        csv: 'sku,label,station\nBIKE,SPB-30103,망원한강공원\nTANDEM,SPB-30104,망원한강공원\n',
      },
    }),
    expected: () =>
      refused('importUnits', 'ImportRefused', 'IMPORT_REFUSED', {
        problemCount: 1,
        problems: [{ row: 2, column: 'sku', message: someText }],
      }),
  },
  {
    name: 'a good one brings two more bikes',
    as: 'owner',
    operation: 'import-units',
    variables: (kept) => ({
      input: {
        shopId: kept('shopId'),
        csv: 'sku,label,station\nBIKE,SPB-30103,망원한강공원\nBIKE,SPB-30104,망원한강공원\n',
      },
    }),
    expected: () => ({
      data: { importUnits: { __typename: 'ImportReport', dryRun: false, rows: 2, created: 2, updated: 0 } },
    }),
  },
  {
    name: 'a truck brings a bike to another station',
    as: 'owner',
    operation: 'update-unit',
    variables: (kept) => ({
      input: { unitId: kept('otherBike'), expectedVersion: 1, attributes: station('망원한강공원') },
    }),
    expected: () => ({
      data: { updateUnit: { __typename: 'StockUnit', attributes: station('망원한강공원'), version: 2 } },
    }),
  },
  {
    name: 'to a customer the truck does not exist',
    as: 'customer',
    operation: 'update-unit',
    variables: (kept) => ({
      input: { unitId: kept('otherBike'), expectedVersion: 2, attributes: station('at home') },
    }),
    expected: () => refused('updateUnit', 'NotFound', 'NOT_FOUND'),
  },
  {
    name: 'anybody sees which bikes stand at the river',
    operation: 'stock-units',
    variables: (kept) => ({
      variantId: kept('variantId'),
      filter: { attribute: { name: 'station', value: '망원한강공원' } },
    }),
    expected: () => ({
      data: {
        stockUnits: {
          nodes: [
            { label: 'SPB-30102', state: 'AVAILABLE' },
            { label: 'SPB-30103', state: 'AVAILABLE' },
            { label: 'SPB-30104', state: 'AVAILABLE' },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    }),
    keep: { flatBike: 'stockUnits.nodes.2.id' },
  },
  {
    name: 'one has a flat tyre, and is taken out of use',
    as: 'owner',
    operation: 'retire-unit',
    variables: (kept) => ({ input: { unitId: kept('flatBike'), expectedVersion: 1 } }),
    expected: () => ({ data: { retireUnit: { __typename: 'StockUnit', status: 'RETIRED' } } }),
  },
];
