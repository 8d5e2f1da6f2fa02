import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const filesOfPackage = 25;

/**
 * Writes a tree of `files` Python files of some 60 lines each, the same for the same arguments: records, services with error
 * handling, walks over graphs and texts, which import earlier ones.
 * @param {string} dir an empty or missing folder
 */
export function generatePythonProject(dir, files) {
  const write = (name, text) => {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  };
  write('pyproject.toml', '[project]\nname = "generated"\nversion = "1.0"\nrequires-python = ">=3.11"\n');
  for (let index = 0; index < files; index++) {
    const [name, folder] = [`module${index}`, `area${Math.floor(index / filesOfPackage)}`];
    if (index % filesOfPackage === 0) write(`${folder}/__init__.py`, '');
    const earlier = Math.floor(index / 2);
    const imported =
      index === 0
        ? ''
        : `from area${Math.floor(earlier / filesOfPackage)}.module${earlier} import Record${earlier}\n`;
    write(`${folder}/${name}.py`, moduleText(index, imported, index === 0 ? 'object' : `Record${earlier}`));
  }
}

function moduleText(index, imported, base) {
  return `"""Records number ${index}, and what is done with them."""
from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import Optional

${imported}
log = logging.getLogger(__name__)


class Record${index}Error(Exception):
    """Something about these records is wrong."""


@dataclass
class Record${index}:
    """A record with what belongs to it."""

    name: str
    parent: Optional[${base}] = None
    amounts: list[float] = field(default_factory=list)
    error: Optional[str] = None

    def total(self, factor: float = ${index}.5) -> float:
        """The sum of all amounts."""
        result = 0.0
        for position, amount in enumerate(self.amounts):
            if amount < 0:
                raise ValueError(f"{self.name}: negative amount at {position}")
            result += amount * factor
        return result


def load(path: str) -> list[Record${index}]:
    """Reads records from a file."""
    try:
        with open(path, encoding="utf-8") as file:
            entries = json.load(file)
    except (OSError, ValueError) as error:
        raise Record${index}Error(f"cannot read {path}: {error}") from error
    return [Record${index}(name=entry["name"], amounts=entry.get("amounts", [])) for entry in entries]


def reachable(start: str, edges: dict[str, list[str]]) -> set[str]:
    """All that a place leads to."""
    seen = {start}
    stack = [start]
    while stack:
        place = stack.pop()
        for other in edges.get(place, []):
            if other not in seen:
                seen.add(other)
                stack.append(other)
    return seen


def summary(records: list[Record${index}]) -> dict[str, float]:
    """Totals by name, largest first."""
    totals: dict[str, float] = {}
    for record in records:
        totals[record.name] = totals.get(record.name, 0.0) + record.total()
    if not totals:
        log.warning("no records")
    return dict(sorted(totals.items(), key=lambda item: -item[1]))
`;
}
