import { foldedText, unwrap } from '../../../engine/typescript/syntax.ts';
import { type ast, is, type Node, SyntaxKind } from '../../../engine/typescript.ts';
import { methods } from './methods.ts';
import { patternOf } from './patterns.ts';
import {
  type Compute,
  type Frame,
  isList,
  isTrue,
  numberOf,
  Opaque,
  spend,
  Table,
  textOf,
  Unknown,
  type Value,
} from './values.ts';

/** What an expression comes to, for the few kinds that counting brackets takes. */
export function expression(node: Node): Compute {
  const at = unwrap(node as ast.Expression);
  if (is.isStringLiteral(at) || is.isNoSubstitutionTemplateLiteral(at)) return () => at.text;
  if (is.isNumericLiteral(at)) return () => Number(at.text);
  if (at.kind === SyntaxKind.TrueKeyword) return () => true;
  if (at.kind === SyntaxKind.FalseKeyword) return () => false;
  if (at.kind === SyntaxKind.NullKeyword) return () => null;
  if (is.isRegularExpressionLiteral(at)) {
    const pattern = patternOf(at.text);
    return () => pattern;
  }
  if (is.isIdentifier(at)) return name(at.text);
  if (is.isPrefixUnaryExpression(at)) return prefix(at);
  if (is.isPostfixUnaryExpression(at)) return counted(at.operand, at.operator, false);
  if (is.isBinaryExpression(at)) return binary(at);
  if (is.isConditionalExpression(at)) {
    const [condition, yes, no] = [
      expression(at.condition),
      expression(at.whenTrue),
      expression(at.whenFalse),
    ];
    return (frame) => (isTrue(condition(frame)) ? yes(frame) : no(frame));
  }
  if (is.isTemplateExpression(at)) return template(at);
  if (is.isArrayLiteralExpression(at)) return list(at);
  if (is.isObjectLiteralExpression(at)) return table(at);
  if (is.isPropertyAccessExpression(at) && at.name.text === 'length')
    return length(expression(at.expression), at.questionDotToken !== undefined);
  if (is.isPropertyAccessExpression(at) || is.isElementAccessExpression(at)) return entry(at);
  if (is.isCallExpression(at)) return call(at);
  throw new Unknown();
}

function name(text: string): Compute {
  if (text === 'undefined') return () => undefined;
  return (frame) => {
    if (!frame.names.has(text)) throw new Unknown();
    return frame.names.get(text);
  };
}

function prefix({ operator, operand }: ast.PrefixUnaryExpression): Compute {
  const value = expression(operand);
  switch (operator) {
    case SyntaxKind.ExclamationToken:
      return (frame) => !isTrue(value(frame));
    case SyntaxKind.MinusToken:
      return (frame) => -numberOf(value(frame));
    case SyntaxKind.PlusToken:
      return (frame) => numberOf(value(frame));
    default:
      return counted(operand, operator, true);
  }
}

function counted(operand: ast.Expression, operator: SyntaxKind, givesNew: boolean): Compute {
  const by = operator === SyntaxKind.PlusPlusToken ? 1 : -1;
  if (by === -1 && operator !== SyntaxKind.MinusMinusToken) throw new Unknown();
  const before = expression(operand);
  const store = target(operand);
  return (frame) => {
    const old = numberOf(before(frame));
    store(frame, old + by);
    return givesNew ? old + by : old;
  };
}

/** Where an assignment puts its value. */
export function target(node: ast.Expression): (frame: Frame, value: Value) => void {
  const at = unwrap(node);
  if (is.isIdentifier(at)) {
    return (frame, value) => {
      if (!frame.names.has(at.text)) throw new Unknown();
      frame.names.set(at.text, value);
    };
  }
  if (!is.isPropertyAccessExpression(at) && !is.isElementAccessExpression(at)) throw new Unknown();
  const owner = expression(at.expression);
  const key = keyOf(at);
  return (frame, value) => {
    const object = owner(frame);
    if (!(object instanceof Table)) throw new Unknown();
    object.entries.set(String(key(frame)), value);
  };
}

function keyOf(node: ast.PropertyAccessExpression | ast.ElementAccessExpression): Compute {
  if (is.isElementAccessExpression(node)) return expression(node.argumentExpression);
  const { text } = node.name;
  return () => text;
}

function entry(node: ast.PropertyAccessExpression | ast.ElementAccessExpression): Compute {
  const owner = expression(node.expression);
  const key = keyOf(node);
  return (frame) => {
    const object = owner(frame);
    const at = key(frame);
    if (object instanceof Table) return object.entries.get(String(at));
    if (typeof at !== 'number' || (typeof object !== 'string' && !Array.isArray(object))) throw new Unknown();
    return (object as ArrayLike<Value>)[at];
  };
}

function length(of: Compute, mayBeMissing: boolean): Compute {
  return (frame) => {
    const value = of(frame);
    if (mayBeMissing && (value === undefined || value === null)) return undefined;
    if (typeof value === 'string' || Array.isArray(value)) return value.length;
    throw new Unknown();
  };
}

function list({ elements }: ast.ArrayLiteralExpression): Compute {
  const values = elements.map((each) =>
    is.isSpreadElement(each) ? { all: expression(each.expression) } : { one: expression(each) },
  );
  return (frame) =>
    values.flatMap((each) => {
      if ('one' in each) return [each.one(frame)];
      const all = each.all(frame);
      return isList(all) ? [...all] : [...textOf(all)];
    });
}

function template({ head, templateSpans }: ast.TemplateExpression): Compute {
  const spans = templateSpans.map((span) => ({
    value: expression(span.expression),
    text: span.literal.text,
  }));
  return (frame) => spans.reduce((text, span) => text + String(span.value(frame)) + span.text, head.text);
}

function table({ properties }: ast.ObjectLiteralExpression): Compute {
  const entries = properties.map((property) => {
    if (!is.isPropertyAssignment(property)) throw new Unknown();
    const key = property.name;
    if (!is.isIdentifier(key) && !is.isStringLiteral(key)) throw new Unknown();
    return { key: key.text, value: expression(property.initializer) };
  });
  return (frame) => {
    const made = new Table();
    for (const { key, value } of entries) made.entries.set(key, value(frame));
    return made;
  };
}

function call(node: ast.CallExpression): Compute {
  const callee = unwrap(node.expression);
  if (!is.isPropertyAccessExpression(callee)) throw new Unknown();
  const { text } = callee.name;
  if (text === 'filter' || text === 'some' || text === 'every') return picked(callee.expression, text, node);
  const given = node.arguments.map(expression);
  const isStatic = is.isIdentifier(callee.expression) && /^(?:Math|Array)$/.test(callee.expression.text);
  const method = methods.get(isStatic ? foldedText(callee) : text);
  if (method === undefined) throw new Unknown();
  const owner: Compute = isStatic ? () => undefined : expression(callee.expression);
  return (frame) => {
    spend(frame);
    return method(
      owner(frame),
      given.map((each) => each(frame)),
    );
  };
}

/** `characters.filter((character) => character === '(')`, and whether some or all are so. */
function picked(
  list: Node,
  method: 'filter' | 'some' | 'every',
  { arguments: given }: ast.CallExpression,
): Compute {
  const [callback, ...others] = given;
  if (callback === undefined || others.length > 0 || !is.isArrowFunction(callback)) throw new Unknown();
  const [parameter, ...more] = callback.parameters;
  if (parameter === undefined || more.length > 0 || !is.isIdentifier(parameter.name)) throw new Unknown();
  if (is.isBlock(callback.body)) throw new Unknown();
  const { text } = parameter.name;
  const [values, condition] = [expression(list), expression(callback.body)];
  return (frame) => {
    const all = values(frame);
    if (!isList(all)) throw new Unknown();
    const names = new Map(frame.names);
    const holds = (value: Value): boolean => {
      spend(frame);
      names.set(text, value);
      return isTrue(condition({ ...frame, names }));
    };
    return method === 'filter' ? all.filter(holds) : method === 'some' ? all.some(holds) : all.every(holds);
  };
}

function binary({ left, operatorToken, right }: ast.BinaryExpression): Compute {
  const second = expression(right);
  const operator = operatorToken.kind;
  if (operator === SyntaxKind.EqualsToken) {
    const store = target(left);
    return (frame) => {
      const value = second(frame);
      store(frame, value);
      return value;
    };
  }
  const first = expression(left);
  if (operator === SyntaxKind.PlusToken) return (frame) => sum(first(frame), second(frame));
  const change =
    operator === SyntaxKind.PlusEqualsToken ? 1 : operator === SyntaxKind.MinusEqualsToken ? -1 : 0;
  if (change !== 0) {
    const store = target(left);
    return (frame) => {
      const value = numberOf(first(frame)) + change * numberOf(second(frame));
      store(frame, value);
      return value;
    };
  }
  switch (operator) {
    case SyntaxKind.AmpersandAmpersandToken:
      return (frame) => {
        const value = first(frame);
        return isTrue(value) ? second(frame) : value;
      };
    case SyntaxKind.BarBarToken:
      return (frame) => {
        const value = first(frame);
        return isTrue(value) ? value : second(frame);
      };
    case SyntaxKind.QuestionQuestionToken:
      return (frame) => {
        const value = first(frame);
        if (value instanceof Opaque) throw new Unknown();
        return value ?? second(frame);
      };
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return (frame) => isSame(first(frame), second(frame));
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return (frame) => !isSame(first(frame), second(frame));
    default:
      return arithmetic(operator, first, second);
  }
}

function sum(a: Value, b: Value): Value {
  return typeof a === 'string' || typeof b === 'string' ? String(a) + String(b) : numberOf(a) + numberOf(b);
}

/** `==` between values of two types converts one of them, which counting brackets does not need. */
function isSame(a: Value, b: Value): boolean {
  const isNothing = (value: Value): boolean => value === undefined || value === null;
  if (a instanceof Opaque || b instanceof Opaque) throw new Unknown();
  if (!isNothing(a) && !isNothing(b) && typeof a !== typeof b) throw new Unknown();
  return a === b;
}

function arithmetic(operator: SyntaxKind, first: Compute, second: Compute): Compute {
  const calculate = calculations.get(operator);
  if (calculate === undefined) throw new Unknown();
  return (frame) => calculate(numberOf(first(frame)), numberOf(second(frame)));
}

const calculations: ReadonlyMap<SyntaxKind, (a: number, b: number) => Value> = new Map([
  [SyntaxKind.MinusToken, (a: number, b: number): Value => a - b],
  [SyntaxKind.AsteriskToken, (a: number, b: number): Value => a * b],
  [SyntaxKind.PercentToken, (a: number, b: number): Value => a % b],
  [SyntaxKind.LessThanToken, (a: number, b: number): Value => a < b],
  [SyntaxKind.LessThanEqualsToken, (a: number, b: number): Value => a <= b],
  [SyntaxKind.GreaterThanToken, (a: number, b: number): Value => a > b],
  [SyntaxKind.GreaterThanEqualsToken, (a: number, b: number): Value => a >= b],
]);
