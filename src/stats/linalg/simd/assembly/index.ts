export { addAbsent } from './absent.ts';
export { multiplyAdd } from './multiply.ts';
export { addFourRows } from './rows.ts';
export { factorPanel, invertTriangle } from './triangle.ts';
