"""Checks the real includes of the sources against the table of rooms in ARCHITECTURE.md.

A room may include its own headers and the public ones (`qgauge/<room>.hpp`, `qgauge/<room>/...`) of the rooms its row
names; libraries that one room alone may include are listed below. Prints every violation with file and line; exit code 1 if there is any.
"""

import re
import sys
from pathlib import Path

ONLY_IN = {"hdf5.h": {"store"}, "mpi.h": {"comm"}, "hwy/": {"kernels"}}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def table(architecture: Path) -> dict[str, set[str]]:
    """Room -> rooms it may include, from the rows `| `room` | ... | a, b |` of ARCHITECTURE.md."""
    rows = {}
    for line in architecture.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 3 and re.fullmatch(r"`[a-z_]+`", cells[0]):
            names = re.findall(r"`([a-z_]+)/?`", cells[2])
            rows[cells[0].strip("`")] = set(names)
    return rows


def room_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).parts
    if parts[0] == "kernels":
        return "kernels"
    if parts[0] == "src":
        return parts[1]
    return Path(parts[2]).stem  # include/qgauge/<room>.hpp or include/qgauge/<room>/...


def included_room(name: str, root: Path) -> str | None:
    match = re.match(r"qgauge/([a-z_]+)(?:\.hpp|/)", name)
    if match:
        return match.group(1)
    first = name.split("/")[0]
    if first == "kernels" or (root / "src" / first).is_dir():
        return first
    return None


def violations(root: Path) -> list[str]:
    allowed = table(root / "ARCHITECTURE.md")
    found = []
    files = [f for folder in ("include", "src", "kernels") for f in sorted((root / folder).rglob("*")) if f.suffix in {".hpp", ".cc", ".h", ".inl"}]
    for file in files:
        room = room_of(file, root)
        if room not in allowed:
            found.append(f"{file}: room '{room}' has no row in ARCHITECTURE.md")
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if match:
                found += check(match.group(1), room, allowed, root, f"{file}:{number}")
    return found


def check(name: str, room: str, allowed: dict[str, set[str]], root: Path, where: str) -> list[str]:
    other = included_room(name, root)
    if other and other != room:
        if other not in allowed[room]:
            return [f"{where}: '{room}' may not include '{other}' ({name})"]
        public = name == f"qgauge/{other}.hpp" or name.startswith(f"qgauge/{other}/")
        if not public and other != "kernels":
            return [f"{where}: '{room}' must include a header of include/qgauge of '{other}', not {name}"]
    for library, rooms in ONLY_IN.items():
        if name.startswith(library) and room not in rooms:
            return [f"{where}: only {', '.join(sorted(rooms))} may include {name}"]
    return []


def main() -> int:
    found = violations(Path(sys.argv[1]))
    print("\n".join(found) if found else "every include respects the table")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
