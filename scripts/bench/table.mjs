/**
 * One figure. `worst` is the largest value that still meets the goal, `least` the smallest; neither for a figure that
 * has no goal.
 * @typedef {{ what: string, project: string, value: number, unit: '×' | 'ms', worst?: number, least?: number, note?: string }} Row
 */

export function printTableHead() {
  process.stdout.write('| what | project | goal | result | | absolute |\n|---|---|---|---|---|---|\n');
}

/** @param {Row} row */
export function printRow({ what, project, value, unit, worst, least, note = '' }) {
  const show = (/** @type {number} */ number) => `${number.toFixed(unit === 'ms' ? 0 : 2)} ${unit}`;
  const goal = worst !== undefined ? `≤ ${show(worst)}` : least !== undefined ? `≥ ${show(least)}` : '';
  const isMet = (worst === undefined || value <= worst) && (least === undefined || value >= least);
  const verdict = goal === '' ? '' : isMet ? 'met' : 'missed';
  process.stdout.write(`| ${what} | ${project} | ${goal} | ${show(value)} | ${verdict} | ${note} |\n`);
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}
