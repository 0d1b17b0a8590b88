import type { Beliefs, DeploymentAnswer } from '../../stats/generalization/types.ts';
import {
  calibrationStatement,
  changeRateStatement,
  curveStatement,
  deploymentStatement,
  matrixStatement,
  scoreStatement,
  surveyRecords,
} from '../../sql/generalization.ts';
import { showStatement } from '../show-statement.ts';

/** What each panel's figures are made of, as SQL over the table `generalization`. */
export const GENERALIZATION_SQL = {
  scores: (beliefs: Beliefs, weights: readonly number[]): string =>
    showStatement(scoreStatement(beliefs, weights)),
  curves: (beliefs: Beliefs, { curveWeights }: DeploymentAnswer): string =>
    showStatement(
      curveStatement(beliefs, {
        low: curveWeights[0],
        high: curveWeights[curveWeights.length - 1],
        points: curveWeights.length,
      }),
    ),
  deployment: (beliefs: Beliefs, { deployment }: DeploymentAnswer): string =>
    showStatement(
      deploymentStatement(
        beliefs,
        deployment[0].map((point) => point.threshold),
      ),
    ),
  calibration: (beliefs: Beliefs): string => showStatement(calibrationStatement(beliefs)),
  matrix: (isObserved: boolean): string => showStatement(matrixStatement(isObserved)),
  rates: (): string => showStatement(changeRateStatement()),
  records: (): string => showStatement(surveyRecords()),
} as const;
