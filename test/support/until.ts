export { until } from '@yoyaku/platform/testing/until';
