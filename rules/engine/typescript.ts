/**
 * The only import of the compiler. Its native API is unstable by name, so every piece of it that the
 * product relies on passes through here, and a new version is met in one place.
 */

export * as ast from 'typescript/unstable/ast';
export {
  getTokenAtPosition,
  ModifierFlags,
  type Node,
  NodeFlags,
  ScriptKind,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
export * as is from 'typescript/unstable/ast/is';
export type { FileSystem } from 'typescript/unstable/fs';
export {
  API,
  type Checker,
  type Diagnostic,
  DiagnosticCategory,
  NodeHandle,
  ObjectFlags,
  type Program,
  type Project,
  type Signature,
  SignatureKind,
  type Snapshot,
  Symbol as TypeSymbol,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';
