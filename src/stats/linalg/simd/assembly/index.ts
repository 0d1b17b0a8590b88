export { addAbsent } from './absent.ts';
export { multiplyAdd } from './multiply.ts';
export { factorPanel, invertTriangle } from './triangle.ts';
