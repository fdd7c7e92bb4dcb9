"""Checks that CTest knows every test case that the test programs list: a ';' or '[' in a name loses tests silently."""

import json
import subprocess
import sys
from pathlib import Path


def listed(program: Path) -> int:
    out = subprocess.run([program, "--list-test-names-only"], capture_output=True, text=True, check=False).stdout
    return sum(1 for line in out.splitlines() if line.strip())


def main() -> int:
    build = Path(sys.argv[1])
    shown = subprocess.run(["ctest", "--show-only=json-v1"], cwd=build, capture_output=True, text=True, check=True).stdout
    names = [test["name"] for test in json.loads(shown)["tests"]]
    wrong = 0
    for program in sorted((build / "bin").glob("*_test")):
        prefix = program.name.removesuffix("_test") + ":"
        known = sum(1 for name in names if name.startswith(prefix))
        expected = listed(program)
        if known != expected:
            print(f"{program.name}: lists {expected} test cases, CTest knows {known}")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
