/**
 * A task as lighteval names it: `anli:r1|0`, or in older versions `suite|task|shots|truncated`. The last
 * number but for the truncation flag is the count of examples shown.
 */
export function readTaskName(name: string): { task: string; count: number | null } {
  const parts = name.split('|');
  const first = parts.findIndex((part, i) => i > 0 && /^\d+$/.test(part));
  if (first < 0) return { task: name, count: null };
  // The suite says who defined the task, e.g. `leaderboard|arc:challenge`.
  return { task: parts.slice(0, first).join('|'), count: Number(parts[first]) };
}
