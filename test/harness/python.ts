import { PythonParser, type PythonSyntax } from '../../rules/engine/python.ts';
import { readPythonGrammar } from '../../server/session/python-grammar.ts';

const parser = await PythonParser.load(readPythonGrammar());

/** Parses a text as the session does. */
export function parsePython(text: string): PythonSyntax {
  return parser.parse(text);
}
