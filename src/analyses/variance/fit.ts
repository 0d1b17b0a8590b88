export type { VarianceFit } from '../../stats/variance/types.ts';
