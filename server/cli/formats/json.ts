import { visibleJson } from '../../report/visible.ts';
import type { Formatter } from './format.ts';

/** The report as one object, for programs. */
export const json: Formatter = ({ report }) => `${visibleJson(report, 2)}\n`;
