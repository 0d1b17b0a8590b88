import { expect, test } from 'vitest';
import { dropDamaged } from '../../formats/fuzz-session.ts';

test(
  'whatever damage is dropped on loaded data, they stay as they were',
  { timeout: 120_000 },
  async () => {
    const { failures, refused, drops } = await dropDamaged(48, 77);
    expect(failures).toEqual([]);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(drops);
  },
);
