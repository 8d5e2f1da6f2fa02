import type { PythonNode } from '../../../engine/python/node.ts';
import { callOf, positional, replaced, toArgument, toMethod } from '../calls.ts';
import type { Member, PythonReplacement, Rewrite, Target } from '../replacement.ts';

/** What code needed to run on Python 2 and 3 alike. https://six.readthedocs.io/ and https://python-future.org/ */
const shared: Readonly<Record<string, Member>> = {
  iteritems: { since: '3.0', rewrite: toMethod('items', true) },
  iterkeys: { since: '3.0', rewrite: toMethod('keys', true) },
  itervalues: { since: '3.0', rewrite: toMethod('values', true) },
  viewitems: { since: '3.0', rewrite: toMethod('items', false) },
  viewkeys: { since: '3.0', rewrite: toMethod('keys', false) },
  viewvalues: { since: '3.0', rewrite: toMethod('values', false) },
  text_type: name('builtins:str'),
  binary_type: name('builtins:bytes'),
  string_types: types('builtins:str'),
  integer_types: types('builtins:int'),
  class_types: types('builtins:type'),
  python_2_unicode_compatible: { since: '3.0', rewrite: withoutDecorator },
  with_metaclass: { since: '3.0', rewrite: withMetaclass },
  raise_from: { since: '3.0', rewrite: raiseFrom },
  PY2: { kept: 'code for Python 2 has to go by hand first' },
  PY3: { kept: 'code for Python 2 has to go by hand first' },
};

export const six: PythonReplacement = {
  package: 'six',
  module: 'six',
  builtIn: 'Python 3',
  differs: 'nothing on Python 3',
  members: {
    ...shared,
    add_metaclass: { since: '3.0', rewrite: addMetaclass },
    u: { since: '3.0', rewrite: toArgument('') },
    b: { since: '3.0', rewrite: toArgument('b') },
    unichr: name('builtins:chr'),
    next: name('builtins:next'),
    callable: name('builtins:callable'),
    StringIO: name('io:StringIO'),
    BytesIO: name('io:BytesIO'),
    wraps: name('functools:wraps'),
    ...Object.fromEntries(
      ['error', 'parse', 'request', 'response', 'robotparser'].map((module) => [
        `moves.urllib.${module}`,
        name(`urllib.${module}:`),
      ]),
    ),
    ...Object.fromEntries(
      ['filter', 'input', 'map', 'range', 'zip'].map((each) => [`moves.${each}`, name(`builtins:${each}`)]),
    ),
    'moves.xrange': name('builtins:range'),
    'moves.cStringIO': name('io:StringIO'),
    'moves.StringIO': name('io:StringIO'),
    'moves.getcwd': name('os:getcwd'),
    'moves.intern': name('sys:intern'),
    'moves.reload_module': name('importlib:reload'),
    'moves.reduce': name('functools:reduce'),
    'moves.shlex_quote': name('shlex:quote'),
    'moves.filterfalse': name('itertools:filterfalse'),
    'moves.zip_longest': name('itertools:zip_longest'),
    'moves.UserDict': name('collections:UserDict'),
    'moves.configparser': name('configparser:'),
    'moves.queue': name('queue:'),
    'moves.cPickle': name('pickle:'),
    'moves.builtins': name('builtins:'),
    'moves.html_parser': name('html.parser:'),
    'moves.http_client': name('http.client:'),
    'moves.http_cookiejar': name('http.cookiejar:'),
    'moves.http_cookies': name('http.cookies:'),
    'moves.BaseHTTPServer': name('http.server:'),
    'moves.SimpleHTTPServer': name('http.server:'),
    'moves.socketserver': name('socketserver:'),
    'moves.xmlrpc_client': name('xmlrpc.client:'),
    'moves._thread': name('_thread:'),
  },
};

export const future: PythonReplacement = {
  package: 'future',
  module: 'future',
  builtIn: 'Python 3',
  differs: 'nothing on Python 3',
  members: {
    ...Object.fromEntries(Object.entries(shared).map(([path, member]) => [`utils.${path}`, member])),
    'standard_library.install_aliases': { since: '3.0', rewrite: withoutStatement },
  },
};

function name(to: Target): Member {
  return { since: '3.0', to };
}

/** A tuple of one class is written as the class where classes are asked for, and as the tuple elsewhere. */
function types(target: Target): Member {
  return {
    since: '3.0',
    rewrite: (use, write) => {
      const written = write(target);
      if (written === undefined) return `\`${target.slice(target.indexOf(':') + 1)}\` is another thing there`;
      const list = use.parent?.type === 'argument_list' ? use.parent : undefined;
      const asked = list?.parent?.child('function')?.text;
      const isCheck = (asked === 'isinstance' || asked === 'issubclass') && list?.named[1] === use;
      const inTuple = use.parent?.type === 'tuple' && use.parent.parent?.type === 'argument_list';
      return [replaced(use, isCheck || inTuple ? written : `(${written},)`)];
    },
  };
}

function withoutDecorator(use: PythonNode): ReturnType<Rewrite> {
  const decorator = use.parent;
  const next = decorator?.parent?.children[decorator.parent.children.indexOf(decorator) + 1];
  if (decorator?.type !== 'decorator' || next === undefined) return `\`${use.text}\` is no decorator there`;
  return [{ span: { start: decorator.start, end: next.start }, newText: '' }];
}

function withMetaclass(use: PythonNode): ReturnType<Rewrite> {
  const call = callOf(use);
  const [meta, ...bases] = (call && positional(call)) ?? [];
  const list = call?.parent;
  if (
    call === undefined ||
    meta === undefined ||
    list?.parent?.type !== 'class_definition' ||
    list.named.length > 1
  )
    return `\`${use.text}\` is not the one base of a class`;
  const first = bases[0];
  const last = bases.at(-1);
  if (first === undefined || last === undefined)
    return [
      { span: { start: call.start, end: meta.start }, newText: 'metaclass=' },
      { span: { start: meta.end, end: call.end }, newText: '' },
    ];
  // The metaclass goes behind the bases as it is written: it is a name.
  if (meta.type !== 'identifier' && meta.type !== 'attribute')
    return `the metaclass \`${meta.text}\` is no name`;
  return [
    { span: { start: call.start, end: first.start }, newText: '' },
    { span: { start: last.end, end: call.end }, newText: `, metaclass=${meta.text}` },
  ];
}

function addMetaclass(use: PythonNode): ReturnType<Rewrite> {
  const call = callOf(use);
  const [meta] = (call && positional(call)) ?? [];
  const decorator = call?.parent;
  const definition = decorator?.parent?.child('definition');
  if (meta === undefined || decorator?.type !== 'decorator' || definition?.type !== 'class_definition')
    return `\`${use.text}\` does not decorate a class`;
  if (meta.type !== 'identifier' && meta.type !== 'attribute')
    return `the metaclass \`${meta.text}\` is no name`;
  const after = decorator.parent?.children[decorator.parent.children.indexOf(decorator) + 1];
  const bases = definition.child('superclasses');
  const className = definition.child('name');
  if (after === undefined || className === undefined) return `\`${use.text}\` does not decorate a class`;
  const last = bases?.named.at(-1);
  const newText = last === undefined ? `(metaclass=${meta.text})` : `, metaclass=${meta.text}`;
  const end = last?.end ?? className.end;
  const stop = last?.end ?? bases?.end ?? className.end;
  return [
    { span: { start: decorator.start, end: after.start }, newText: '' },
    { span: { start: end, end: stop }, newText },
  ];
}

function raiseFrom(use: PythonNode): ReturnType<Rewrite> {
  const call = callOf(use);
  const [error, cause, ...others] = (call && positional(call)) ?? [];
  if (
    call?.parent?.type !== 'expression_statement' ||
    error === undefined ||
    cause === undefined ||
    others.length > 0
  )
    return `\`${use.text}\` is no statement there`;
  return [
    { span: { start: call.start, end: error.start }, newText: 'raise ' },
    { span: { start: error.end, end: cause.start }, newText: ' from ' },
    { span: { start: cause.end, end: call.end }, newText: '' },
  ];
}

/** A statement that has nothing to do any more. Where it is the only one, something has to stand there. */
function withoutStatement(use: PythonNode): ReturnType<Rewrite> {
  const statement = callOf(use)?.parent;
  if (statement?.type !== 'expression_statement' || statement.parent?.type !== 'module')
    return `\`${use.text}\` is called within something`;
  const next = statement.parent.children[statement.parent.children.indexOf(statement) + 1];
  return [{ span: { start: statement.start, end: next?.start ?? statement.end }, newText: '' }];
}
