import { posix } from 'node:path';
import { readPyproject } from './pyproject.ts';
import type { PythonDependency } from './requirement.ts';
import { readRequirements } from './requirements.ts';
import { readSetupCfg } from './setup-cfg.ts';
import { readSetupPy } from './setup-py.ts';

/** What one manifest says. */
export interface PythonManifest {
  /** Absolute path with forward slashes. */
  readonly file: string;
  readonly name: string | null;
  /** The versions of Python that it runs on, as written, with the place. */
  readonly requiresPython: string | null;
  readonly dependencies: readonly PythonDependency[];
  /** It speaks of the project, not only of what to install beside it. */
  readonly describesProject: boolean;
}

/** Whether a folder with such a file is a package of Python, and the file one of its manifests. */
export function isPythonManifest(file: string): boolean {
  const name = posix.basename(file);
  if (/^(?:pyproject\.toml|setup\.cfg|setup\.py|\.python-version)$/.test(name)) return true;
  return isRequirements(file);
}

/** `requirements-dev.txt`, `requirements/base.txt`; `.in` is what pip-tools makes such a file of. */
export function isRequirements(file: string): boolean {
  const name = posix.basename(file);
  if (!/\.(?:txt|in)$/.test(name)) return false;
  return (
    /(?:^|[-_.])requirements(?:[-_.]|$)/.test(name) || posix.basename(posix.dirname(file)) === 'requirements'
  );
}

/** Undefined where the file says nothing of a package: another tool's settings, or text that cannot be read. */
export function readManifest(file: string, text: string): PythonManifest | undefined {
  switch (posix.basename(file)) {
    case 'pyproject.toml':
      return readPyproject(file, text);
    case 'setup.cfg':
      return readSetupCfg(file, text);
    case 'setup.py':
      return readSetupPy(file, text);
    case '.python-version': {
      const version = /^(?:cpython-)?(\d+\.\d+)(?:\.\d+)?\s*$/m.exec(text)?.[1] ?? null;
      return { file, name: null, requiresPython: version, dependencies: [], describesProject: false };
    }
    default:
      return readRequirements(file, text);
  }
}
