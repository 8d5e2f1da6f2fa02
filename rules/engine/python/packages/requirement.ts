import type { Span } from '../../finding.ts';

/** What one requirement of PEP 508 says, `requests[socks]>=2 ; python_version < "3.9"`. */
export interface Requirement {
  /** As the index compares names: in lower case, with hyphens. */
  readonly name: string;
  readonly extras: readonly string[];
  /** The condition behind the semicolon; null where it always holds. */
  readonly marker: string | null;
}

/** Undefined for what is no name from an index: a path, an address, an option. */
export function parseRequirement(text: string): Requirement | undefined {
  const parts =
    /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(?:\([^)]*\)|[<>=!~][^;]*|@[^;]*(?= ;|$))?\s*(?:;(.*))?$/s.exec(
      text,
    );
  const [, name, extras = '', marker] = parts ?? [];
  if (name === undefined) return undefined;
  return {
    name: normalName(name),
    extras: extras
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    marker: marker?.trim() || null,
  };
}

export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** A requirement where it is declared. */
export interface PythonDependency extends Requirement {
  /** Absolute path of the manifest. */
  readonly file: string;
  /** The entry without what separates it from others. */
  readonly span: Span;
  readonly role: DependencyRole;
  /** What the manifest calls the list: an extra, a group; null for the dependencies themselves. */
  readonly list: string | null;
}

/** Installed with the package; with an extra that users ask for; for developers; to build it. */
export type DependencyRole = 'required' | 'extra' | 'group' | 'build';
