import type { PackageInfo } from '../../engine/rule.ts';
import type { TextTest } from './text-test.ts';

/** A text of the platform or of a library, and what says the same without words. */
interface Known {
  readonly text: RegExp;
  /** The package that the text comes from must be among the dependencies. */
  readonly needs?: RegExp;
  readonly instead: (error: string, text: string) => string;
}

const known: readonly Known[] = [
  // Errors of a browser's network have no code, although their texts look like one.
  {
    text: /\b(E(?:ACCES|ADDRINUSE|CONNREFUSED|CONNRESET|EXIST|HOSTUNREACH|ISDIR|MFILE|NOENT|NOTDIR|NOTEMPTY|NOTFOUND|PERM|PIPE|TIMEDOUT)|ERR_(?!ABORTED\b|ADDRESS_|BLOCKED_|CERT_|CONNECTION_|FAILED\b|INTERNET_|NAME_|NETWORK_|PROXY_|SSL_|TIMED_OUT)[A-Z_]{4,})\b/,
    instead: (error, text) => `\`${error}.code === '${text}'\``,
  },
  { text: /no such file or directory/i, instead: (error) => `\`${error}.code === 'ENOENT'\`` },
  { text: /address already in use/i, instead: (error) => `\`${error}.code === 'EADDRINUSE'\`` },
  {
    text: /^(?:(?:the|this) (?:operation|user) (?:was )?)?abort(?:ed)?(?: a request)?\.?$/i,
    instead: (error) => `\`${error}.name === 'AbortError'\``,
  },
  {
    text: /unexpected (?:token|end of json)|in json at position/i,
    instead: (error) => `\`${error} instanceof SyntaxError\``,
  },
  { text: /maximum call stack/i, instead: (error) => `\`${error} instanceof RangeError\`` },
  {
    text: /unique constraint/i,
    needs: /^@?prisma\b/,
    instead: (error) => `\`${error}.code === 'P2002'\``,
  },
  {
    text: /unique constraint|validation error/i,
    needs: /^sequelize/,
    instead: (error) => `\`${error} instanceof UniqueConstraintError\``,
  },
  {
    text: /duplicate key value|unique constraint/i,
    needs: /^(?:pg|postgres)$/,
    instead: (error) => `\`${error}.code === '23505'\``,
  },
  { text: /duplicate key|E11000/i, needs: /^mongo/, instead: (error) => `\`${error}.code === 11000\`` },
  {
    text: /jwt expired/i,
    needs: /^(?:jsonwebtoken|@nestjs\/jwt)$/,
    instead: (error) => `\`${error} instanceof TokenExpiredError\``,
  },
  {
    text: /jwt malformed|invalid signature/i,
    needs: /^(?:jsonwebtoken|@nestjs\/jwt)$/,
    instead: (error) => `\`${error} instanceof JsonWebTokenError\``,
  },
  { text: /^network error$/i, needs: /^axios$/, instead: (error) => `\`${error}.code === 'ERR_NETWORK'\`` },
  { text: /^timeout of/i, needs: /^axios$/, instead: (error) => `\`${error}.code === 'ECONNABORTED'\`` },
  {
    text: /status code \d{3}/i,
    needs: /^axios$/,
    instead: (error) => `\`${error}.response?.status\``,
  },
];

/** What says the same as a text from outside without depending on its wording; undefined where nothing better is known. */
export function insteadOfText(
  tests: readonly TextTest[],
  error: string,
  { dependencies }: PackageInfo,
): string | undefined {
  const names = Object.keys(dependencies);
  for (const text of tests.flatMap(({ parts }) => parts)) {
    for (const { text: pattern, needs, instead } of known) {
      const found = pattern.exec(text);
      if (found !== null && (needs === undefined || names.some((name) => needs.test(name)))) {
        return instead(error, found[0]);
      }
    }
  }
  return undefined;
}
