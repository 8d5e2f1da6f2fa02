import { htmlReport } from '../../report/html.ts';
import type { FormatName } from '../arguments.ts';
import { compact } from './compact.ts';
import type { Formatter } from './format.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export const formatters: Readonly<Record<FormatName, Formatter>> = {
  text,
  json,
  sarif,
  github,
  gitlab,
  junit,
  markdown,
  html: htmlReport,
  compact,
};
