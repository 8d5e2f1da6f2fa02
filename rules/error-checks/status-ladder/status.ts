import { wordsOf } from '../../engine/typescript/codemods/names.ts';
import type { Ladder } from './ladder.ts';

/** Whether the keys are statuses or codes of errors: by themselves, or by the name of what is asked. */
export function asksStatus({ subject, target, entries }: Ladder): boolean {
  const named = isStatusName(subject) || /err(or)?s?$/i.test(target);
  const known = entries.filter(({ key }) => isCode(key) || (named && isNamedKey(key))).length;
  return known * 2 > entries.length && known >= 3;
}

/** `response.status`, `error.code`, `statusTexts`; a code alone may be one of a country or a key. */
function isStatusName(subject: string): boolean {
  const [name = '', owner = ''] = subject.replace(/\(.*$/, '').split(/\??\./).reverse();
  const words = wordsOf(name).map((word) => word.toLowerCase());
  if (words.some((word) => /^(status|statuses|severity|severities|errno|errors?|err)$/.test(word)))
    return true;
  const isOfError = /(^|_)(err|error|ex|exception|cause|e)$|Err(or)?$/.test(owner);
  if (isOfError) return words.some((word) => /^(codes?|kind|type|reason)$/.test(word));
  return words.some((word) => /^codes?$/.test(word)) && /^(http|exit|response)$/.test(words[0] ?? '');
}

/** A status of HTTP that people write out, a code of Node or a database, a member of an enum of such. */
function isCode(key: string): boolean {
  return (
    httpStatuses.has(key.replaceAll('"', '')) ||
    /^"(E[A-Z]{3,}|ERR_\w+|P\d{4}|[a-z]+\/[a-z]+(-[a-z]+)+)"$/.test(key) ||
    /(Error|Status|Code|Severity|Reason)s?\.\w+$/.test(key)
  );
}

function isNamedKey(key: string): boolean {
  return /^-?\d+$|^"[\w/.-]+"$|\.\w+$/.test(key);
}

const httpStatuses = new Set(
  '201 202 204 206 301 302 303 304 307 308 401 402 403 404 405 406 408 409 410 411 412 413 414 415 416 418 422 423 424 425 426 428 429 431 451 501 502 503 504 505'.split(
    ' ',
  ),
);
