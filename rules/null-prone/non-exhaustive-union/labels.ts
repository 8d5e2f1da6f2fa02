import { unwrap } from '../../engine/typescript/syntax.ts';
import type { TypeQuestions } from '../../engine/typescript/types.ts';
import { type ast, is, type Node, SymbolFlags, type Type, TypeFlags } from '../../engine/typescript.ts';
import { type Choice, isSubject } from './choices.ts';
import type { MissingValue } from './facts.ts';
import { bareKey, type Member, unitKey } from './members.ts';

/** A value that a choice leaves out, written as its other labels are: `Status.Archived`, `'archived'`, `3`. */
export function spell(member: Member, choice: Choice, questions: TypeQuestions): MissingValue {
  const { type, key } = member;
  const isEnum = (type.flags & TypeFlags.EnumLiteral) !== 0;
  const label = isEnum
    ? enumLabel(type, choice, questions)
    : (constantLabel(key, choice, questions) ?? literalLabel(member, choice));
  return { text: isEnum ? questions.text(type) : literalLabel(member, choice), label };
}

/** The value's bare name, as comments call it. */
export function bareName({ type, key }: Member): string {
  if ((type.flags & TypeFlags.EnumLiteral) !== 0) return type.getSymbol()?.name ?? key;
  return bareKey(key);
}

/** The enum as the other labels reach it (`ts.Kind.A` → `ts.Kind`), else by its own name where that is in scope. */
function enumLabel(type: Type, choice: Choice, questions: TypeQuestions): string | null {
  const member = type.getSymbol();
  const owner = member?.getParent();
  if (member === undefined || owner === undefined) return null;
  for (const label of choice.labels.map(unwrap)) {
    if (!is.isPropertyAccessExpression(label) && !is.isElementAccessExpression(label)) continue;
    const other = questions.typeAt(label);
    if (other !== undefined && other.getSymbol()?.getParent()?.id === owner.id) {
      return access(label.expression.getText(), member.name);
    }
  }
  const named = questions.localSymbol(owner.name, choice.node);
  if (named === undefined) return null;
  const target = (named.flags & SymbolFlags.Alias) !== 0 ? questions.checker.getAliasedSymbol(named) : named;
  return target.id === owner.id ? access(owner.name, member.name) : null;
}

/** `Actions.Archive`, where the other labels are properties of the constant object `Actions`. */
function constantLabel(key: string, choice: Choice, questions: TypeQuestions): string | undefined {
  for (const label of choice.labels.map(unwrap)) {
    if (!is.isPropertyAccessExpression(label)) continue;
    const type = questions.typeAt(label.expression);
    for (const property of type === undefined ? [] : questions.properties(type)) {
      const value = type && questions.typeOfProperty(type, property.name);
      if (value !== undefined && unitKey(value) === key)
        return access(label.expression.getText(), property.name);
    }
  }
  return undefined;
}

function literalLabel({ key }: Member, choice: Choice): string {
  if (!key.startsWith('string:')) return key.startsWith('bigint:') ? `${bareKey(key)}n` : bareKey(key);
  const quote = quoteOf(choice);
  const escaped = JSON.stringify(bareKey(key)).slice(1, -1).replaceAll('\\"', '"');
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}

function quoteOf(choice: Choice): string {
  const quoted = choice.labels.map((label) => unwrap(label)).find(is.isStringLiteral);
  const text = choice.node.getSourceFile().text;
  if (quoted !== undefined) return text[quoted.getStart()] ?? "'";
  return (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'";
}

function access(object: string, name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `${object}.${name}` : `${object}['${name}']`;
}

/**
 * The expression whose type is `never` once every value has its branch. With a discriminant the compiler narrows
 * the object (`shape`), else the expression itself (`order.status`).
 */
export function checkedExpression(choice: Choice, questions: TypeQuestions): string | null {
  const subject = choice.subject;
  if (!isSubject(subject)) return null;
  if (!is.isPropertyAccessExpression(subject)) return hasOptionalLink(subject) ? null : subject.getText();
  // Reading a getter once more may do something; a check for the compiler must not.
  if (isAccessor(subject, questions)) return null;
  const object = unwrap(subject.expression);
  const narrowing = narrowsObject(object, subject.name.text, choice, questions);
  if (hasOptionalLink(object) || (subject.questionDotToken !== undefined && !narrowing)) return null;
  return narrowing ? object.getText() : subject.getText();
}

/** Whether comparing the property narrows the object itself to never. */
function narrowsObject(
  object: ast.Expression,
  property: string,
  choice: Choice,
  questions: TypeQuestions,
): boolean {
  const type = questions.typeAt(object);
  if (type === undefined) return false;
  const constraint = (type.flags & TypeFlags.Instantiable) !== 0 ? questions.constraint(type) : type;
  const variants = constraint === undefined ? [] : questions.constituents(questions.nonNullable(constraint));
  const values = variants.map((variant) => questions.typeOfProperty(variant, property));
  if (values.length < 2 || values.every((value) => value?.id === values[0]?.id)) return false;
  // An `if` takes one value at a time away, so a variant with two values is never ruled out by it.
  return (
    choice.form === 'switch' || values.every((value) => value !== undefined && unitKey(value) !== undefined)
  );
}

function isAccessor(subject: ast.PropertyAccessExpression, questions: TypeQuestions): boolean {
  const symbol = questions.symbolAt(subject.name);
  return symbol !== undefined && (symbol.flags & SymbolFlags.Accessor) !== 0;
}

function hasOptionalLink(node: Node): boolean {
  if (is.isPropertyAccessExpression(node) || is.isElementAccessExpression(node)) {
    return node.questionDotToken !== undefined || hasOptionalLink(node.expression);
  }
  return false;
}
