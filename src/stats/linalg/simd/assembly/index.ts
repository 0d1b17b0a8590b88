export { multiplyAdd } from './multiply.ts';
export { factorPanel, invertTriangle } from './triangle.ts';
