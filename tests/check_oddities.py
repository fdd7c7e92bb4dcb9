"""Every oddity of src/device/oddity_list.cc has a test case named after it, and no test names another."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
listed = re.findall(r'Oddity\{"(\w+)"', (root / "src/device/oddity_list.cc").read_text())
tested = set()
for source in (root / "tests").rglob("*_test.cc"):
    tested |= set(re.findall(r'TEST_CASE\("Oddity (\w+): ', source.read_text()))

problems = [f"{name} has no test named \"Oddity {name}: ...\"" for name in listed if name not in tested]
problems += [f"a test names the oddity {name}, which is not listed" for name in sorted(tested - set(listed))]
if listed != sorted(listed):
    problems.append("the list is not sorted")
print("\n".join(problems) or f"{len(listed)} oddities, each with a test")
sys.exit(1 if problems else 0)
