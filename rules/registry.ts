// Generated from the rule folders by `npm run generate`.
import type { Rule } from './engine/typescript/rule.ts';

export const rules: readonly Rule[] = [];
