#!/usr/bin/env python3
"""Predicted against published, for every machine with published benchmarks: writes docs/validation.md and its plots.

    bench/validation/validate.py --devices DIR [--qgauge build/release/bin/qgauge] [--effort quick]

DIR holds vendor descriptions by vendor and _published/ground_truth.csv. No parameter is fitted to the published figures.
Beside each prediction stands what the naive rule gives. Needs python3-matplotlib for the plots.
"""
import argparse
import csv
import datetime
import hashlib
import json
import math
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
EPLG_LENGTHS = (10, 20, 50, 100)
DAYS_APART = 14
MIRROR = ("8x64", "16x32", "24x16", "32x8", "64x4", "128x2")


class Machines:
    """Runs qgauge on descriptions, each question once."""

    def __init__(self, qgauge, devices, efforts, store):
        self.qgauge, self.devices, self.efforts, self.store = qgauge, devices, efforts, store
        self.reports = {}
        store.mkdir(parents=True, exist_ok=True)

    def report(self, device, *options):
        """Kept in the store, so that an interrupted run goes on; a newer program asks anew."""
        key = (device, options)
        file = self.store / (hashlib.sha256(repr(key).encode()).hexdigest()[:16] + ".json")
        if key not in self.reports and file.exists() and file.stat().st_mtime > self.program_time():
            self.reports[key] = json.loads(file.read_text(encoding="utf-8"))
        if key not in self.reports:
            command = [self.qgauge, options[0], str(self.devices / device), *options[1:], "--json", "-"]
            print("  ", " ".join(command[1:]), file=sys.stderr)
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            self.reports[key] = json.loads(run.stdout) if run.returncode == 0 else {"error": run.stderr.strip()}
            file.write_text(json.dumps(self.reports[key]), encoding="utf-8")
        return self.reports[key]

    def program_time(self):
        return pathlib.Path(self.qgauge).stat().st_mtime

    def measured(self, device, protocol, *options, effort=None):
        effort = effort or self.efforts.get(protocol, self.efforts["others"])
        return self.report(device, "measure", "--protocol", protocol, "--effort", effort, *options)

    def described(self, device, *options):
        return self.report(device, "describe", *options)


def figure(report, name):
    """The aggregate figure of a report, or None where it has no value."""
    for entry in report.get("figures", []):
        if entry["name"] == name and entry["subject"] is None and entry["value"] is not None:
            return entry
    return None


def entries(report, name):
    return [f for f in report.get("figures", []) if f["name"] == name and f["subject"] and f["value"] is not None]


def date_of(text):
    return datetime.date.fromisoformat(text)


def parameters(row):
    return dict(part.split("=", 1) for part in row["params"].split(";") if "=" in part)


def spearman(xs, ys):
    """Rank correlation with mean ranks for ties (Spearman 1904)."""
    def ranks(values):
        order = sorted(values)
        return [statistics.mean(i for i, v in enumerate(order) if v == value) for value in values]
    a, b = ranks(xs), ranks(ys)
    mean_a, mean_b = statistics.mean(a), statistics.mean(b)
    cov = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    norm = math.sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
    return cov / norm if norm > 0 else float("nan")


def rms_log(ratios):
    return math.sqrt(statistics.mean(math.log(r) ** 2 for r in ratios)) if ratios else float("nan")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(c) for c in row) + " |" for row in rows])


# Error per layered gate ---------------------------------------------------------------------------------------------

def naive_eplg(report, chain):
    """1 - (product of 1 - 5/4 r)^(1/(N-1)) over the reported errors of the chain; None where one is not reported."""
    errors = {tuple(sorted(f["subject"]["qubits"])): f["value"] for f in entries(report, "cnot_infidelity")}
    product = 1.0
    for a, b in zip(chain, chain[1:]):
        error = errors.get((min(a, b), max(a, b)))
        if error is None:
            return None
        product *= 1 - 1.25 * error
    return 1 - product ** (1 / (len(chain) - 1))


def eplg_cases(machines, truth):
    cases = []
    for row in truth:
        params = parameters(row)
        if row["metric"] != "layer_fidelity" or int(params["N"]) not in EPLG_LENGTHS or params["chain"] == "not given":
            continue
        if abs((date_of(row["measured_on"]) - date_of(row["snapshot_on"])).days) > DAYS_APART:
            continue
        chain = [int(q) for q in params["chain"].split("-")]
        naive = naive_eplg(machines.described(row["snapshot"]), chain)
        name = f"eplg.{len(chain)}.published_chain"
        predicted = figure(machines.measured(row["snapshot"], "layer_fidelity"), name)
        if naive is None or predicted is None or predicted["origin"] != "simulated":
            continue  # an uncalibrated coupling on the chain
        cases.append({"machine": row["snapshot"], "n": len(chain), "published": 1 - float(row["value"]) ** (1 / (len(chain) - 1)),
                      "predicted": predicted["value"], "low": predicted["low"], "high": predicted["high"],
                      "naive": naive})
    return cases


def eplg_section(cases):
    rows, summary = [], []
    for case in sorted(cases, key=lambda c: (c["machine"], c["n"])):
        rows.append((case["machine"], case["n"], f"{case['published']:.3e}",
                     f"{case['predicted']:.3e} [{case['low']:.2e}, {case['high']:.2e}]",
                     f"{case['predicted'] / case['published']:.2f}", f"{case['naive']:.3e}",
                     f"{case['naive'] / case['published']:.2f}"))
    for n in EPLG_LENGTHS:
        own = [c for c in cases if c["n"] == n]
        if not own:
            continue
        ratio = [c["predicted"] / c["published"] for c in own]
        naive = [c["naive"] / c["published"] for c in own]
        median = statistics.median(ratio)
        within = sum(0.5 <= r <= 2 for r in ratio)
        summary.append((n, len(own), f"{median:.2f}", "yes" if 0.8 <= median <= 1.25 else "**no**",
                        f"{min(ratio):.2f} ... {max(ratio):.2f}", f"{within}/{len(own)}", f"{rms_log(ratio):.2f}",
                        f"{statistics.median(naive):.2f}", f"{rms_log(naive):.2f}"))
    head = ("N", "chains", "median of predicted/published", "within 0.8 ... 1.25", "range", "within 2x", "rms log",
            "naive: median", "naive: rms log")
    return table(head, summary) + "\n\n" + table(
        ("machine", "N", "published", "predicted (95 %)", "ratio", "naive", "ratio"), rows)


# Quantum volume -----------------------------------------------------------------------------------------------------

def naive_volume(report, most):
    """The largest m for which 3 native gates for each of m floor(m/2) unitaries at the median error leave a fidelity of
    0.4809 (heavy outputs 1/2 + ln 2/2 F above 2/3)."""
    error = figure(report, "cnot_infidelity.median") or figure(report, "cnot_infidelity.mean")
    if error is None:
        return None
    best = 1
    for m in range(2, most + 1):
        if (1 - 1.25 * error["value"]) ** (3 * m * (m // 2)) >= 0.4809:
            best = m
    return best


def volume_cases(machines, truth):
    cases = []
    for row in truth:
        if row["metric"] != "quantum_volume" or not row["snapshot"].startswith("ibm/"):
            continue
        predicted = figure(machines.measured(row["snapshot"], "quantum_volume"), "quantum_volume.log2")
        boot = figure(machines.measured(row["snapshot"], "quantum_volume"), "quantum_volume.log2.bootstrap")
        described = machines.described(row["snapshot"])
        count = figure(described, "physical_qubits.described")
        cases.append({"machine": row["snapshot"], "published": math.log2(float(row["value"])),
                      "predicted": None if predicted is None else predicted["value"],
                      "bootstrap": None if boot is None else boot["value"],
                      "naive": naive_volume(described, int(count["value"]) if count else 0)})
    return cases


def volume_section(cases):
    known = [c for c in cases if c["predicted"] is not None]
    at_least = sum(c["predicted"] >= c["published"] - 1 for c in known)
    near = sum(abs(c["predicted"] - c["published"]) <= 1 for c in known)
    naive_near = sum(abs(c["naive"] - c["published"]) <= 1 for c in known if c["naive"] is not None)
    naive_least = sum(c["naive"] >= c["published"] - 1 for c in known if c["naive"] is not None)
    boot_least = sum(c["bootstrap"] >= c["published"] - 1 for c in known if c["bootstrap"] is not None)
    boot_near = sum(abs(c["bootstrap"] - c["published"]) <= 1 for c in known if c["bootstrap"] is not None)
    text = (f"Of {len(known)} machines, {at_least} are predicted at the published log2 quantum volume minus 1 or more "
            f"(naive rule: {naive_least}), and {near} within 1 of it ({100 * near / max(1, len(known)):.0f} %; naive "
            f"rule: {naive_near}). By the bootstrap rule of Baldwin et al. {boot_least} and {boot_near} "
            f"({100 * boot_near / max(1, len(known)):.0f} %).\n\n")
    rows = [(c["machine"], f"{c['published']:.0f}", c["predicted"] if c["predicted"] is not None else "-",
             c["bootstrap"] if c["bootstrap"] is not None else "-", c["naive"] if c["naive"] is not None else "-")
            for c in sorted(cases, key=lambda c: c["machine"])]
    return text + table(("machine", "published log2", "predicted", "bootstrap rule", "naive"), rows)


# Heavy outputs of trapped ions --------------------------------------------------------------------------------------

def nearest_row(parameter_file, machine, day):
    with open(parameter_file, newline="", encoding="utf-8-sig") as file:
        rows = [r for r in csv.DictReader(file) if r["Machine"] == machine]
    best = min(rows, key=lambda r: abs((date_of(r["Date"].replace("_", "-")) - day).days))
    return best["Date"], float(best["p2"])


def qubits_of(machine, day):
    """Qubits of a generation, from the vendor's data sheets: the parameter tables do not say."""
    return 20 if machine.startswith("H1") else 32 if day < "2024_05_01" else 56


def heavy_cases(machines, truth):
    cases = []
    file = "quantinuum/Emulator parameters.csv"
    for row in truth:
        if row["metric"] != "qv_heavy_output_probability":
            continue
        params = parameters(row)
        n, gates = int(params["N"]), float(params["mean_2q_gates_after_compile"])
        day, p2 = nearest_row(machines.devices / file, row["device"], date_of(row["measured_on"]))
        report = machines.measured(f"{file}#{row['device']}@{day}", "quantum_volume", "--width", str(n),
                                   "--set", f"physical_qubits={qubits_of(row['device'], day)}",
                                   effort=machines.efforts["others"])
        predicted = figure(report, f"heavy_output_probability.{n}")
        used = figure(report, f"quantum_volume.two_qubit_gates.{n}")
        naive = 0.5 + math.log(2) / 2 * (1 - p2) ** gates
        cases.append({"machine": row["device"], "row": day, "n": n, "published": float(row["value"]), "gates": gates,
                      "predicted": predicted, "used": used, "naive": naive, "error": report.get("error", "")})
    return cases


def heavy_section(cases):
    known = [c for c in cases if c["predicted"]]
    close = sum(abs(c["predicted"]["value"] - c["published"]) <= 0.015 for c in known)
    naive = sum(abs(c["naive"] - c["published"]) <= 0.015 for c in known)
    counted = sum(abs(c["used"]["value"] / c["gates"] - 1) <= 0.1 for c in known if c["used"])
    text = (f"{close} of {len(cases)} heavy-output probabilities lie within 0.015 of the published one (naive rule: "
            f"{naive}); the mean number of two-qubit gates is within 10 % of the published one for {counted}.\n\n")
    rows = []
    for c in cases:
        p = c["predicted"]
        rows.append((c["machine"], c["row"], c["n"], f"{c['published']:.4f}",
                     f"{p['value']:.4f} [{p['low']:.4f}, {p['high']:.4f}]" if p else c["error"] or "-",
                     f"{p['value'] - c['published']:+.4f}" if p else "-", f"{c['naive']:.4f}", f"{c['gates']:.1f}",
                     f"{c['used']['value']:.1f}" if c["used"] else "-"))
    return text + table(("machine", "row of", "N", "published", "predicted", "difference", "naive", "two-qubit gates, "
                         "published", "compiled"), rows)


# Mirror circuits ----------------------------------------------------------------------------------------------------

def device_of(snapshot):
    """The description behind a snapshot's name; a row of a table is written "file (H2-2 2024_12_06)"."""
    if " (" not in snapshot:
        return snapshot, []
    file, row = snapshot.rstrip(")").split(" (")
    return f"{file}#{row.replace(' ', '@')}", ["--set", "physical_qubits=56"]


def naive_mirror(report, width, layers):
    """Depolarizing layers at the median errors: half the qubits in two-qubit gates in each of 2 x layers, and readout."""
    error = figure(report, "cnot_infidelity.median") or figure(report, "cnot_infidelity.mean")
    readout = figure(report, "assignment_error.mean")
    if error is None:
        return None
    gates = (1 - 1.25 * error["value"]) ** (width / 4 * 2 * layers)
    return gates * (1 - (readout["value"] if readout else 0)) ** width


def mirror_cases(machines, truth):
    cases = {}
    for row in truth:
        if row["metric"] != "metriq:Mirror Circuits:polarization":
            continue
        params = parameters(row)
        shape = f"{params['width']}x{params['num_layers']}"
        device, options = device_of(row["snapshot"])
        predicted = figure(machines.measured(device, "mirror_circuits", *options), f"mirror_polarization.{shape}")
        if predicted is None:
            continue
        width, layers = int(params["width"]), int(params["num_layers"])
        case = {"machine": row["device"], "shape": shape, "published": float(row["value"]), "predicted": predicted,
                "naive": naive_mirror(machines.described(device, *options), width, layers)}
        cases.setdefault((row["device"], shape), []).append(case)
    # Several published runs of one shape count as their mean.
    return [{**runs[0], "published": statistics.mean(r["published"] for r in runs)} for runs in cases.values()]


def bootstrap_correlation(cases, shapes, key, repetitions=1000):
    """95 % interval of the mean rank correlation, machines drawn with repetition."""
    import random
    chance = random.Random(1)
    names = sorted({c["machine"] for c in cases})
    means = []
    for _ in range(repetitions):
        drawn = [chance.choice(names) for _ in names]
        values = []
        for shape in shapes:
            own = {c["machine"]: c for c in cases if c["shape"] == shape}
            chosen = [own[name] for name in drawn if name in own]
            if len({c["machine"] for c in chosen}) > 2:
                values.append(spearman([key(c) for c in chosen], [c["published"] for c in chosen]))
        values = [v for v in values if not math.isnan(v)]
        if values:
            means.append(statistics.mean(values))
    means.sort()
    return means[int(0.025 * len(means))], means[int(0.975 * len(means)) - 1]


def mirror_section(cases):
    rows, correlations, naive_correlations, used = [], [], [], []
    for shape in MIRROR:
        own = [c for c in cases if c["shape"] == shape]
        if len(own) < 3:
            continue
        used.append(shape)
        published = [c["published"] for c in own]
        correlations.append(spearman([c["predicted"]["value"] for c in own], published))
        naive_correlations.append(spearman([c["naive"] for c in own], published))
        rows.append((shape, len(own), f"{correlations[-1]:.2f}", f"{naive_correlations[-1]:.2f}"))
    if not rows:
        return "No published mirror circuits of machines at hand."
    low, high = bootstrap_correlation(cases, used, lambda c: c["predicted"]["value"])
    text = (f"Mean over widths of the rank correlation: {statistics.mean(correlations):.2f} [{low:.2f}, {high:.2f}] "
            f"(naive rule: {statistics.mean(naive_correlations):.2f}).\n\n")
    detail = [(c["machine"], c["shape"], f"{c['published']:.3f}",
               f"{c['predicted']['value']:.3f} [{c['predicted']['low']:.3f}, {c['predicted']['high']:.3f}]",
               f"{c['naive']:.3f}") for c in sorted(cases, key=lambda c: (MIRROR.index(c["shape"]), c["machine"]))]
    return (text + table(("width x layers", "machines", "rank correlation", "naive"), rows) + "\n\n" +
            table(("machine", "width x layers", "published", "predicted", "naive"), detail))


# The page -----------------------------------------------------------------------------------------------------------

def plot(path, title, cases, published, predicted, naive, logarithmic):
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "qgauge"
    from matplotlib import pyplot
    figure_, axes = pyplot.subplots(figsize=(5, 5))
    xs = [published(c) for c in cases]
    axes.plot(xs, [naive(c) for c in cases], "x", color="0.6", label="naive rule")
    axes.plot(xs, [predicted(c) for c in cases], "o", color="tab:blue", markersize=4, label="qgauge")
    ends = [min(xs), max(xs)]
    axes.plot(ends, ends, "-", color="0.3", linewidth=0.8)
    if logarithmic:
        axes.set_xscale("log")
        axes.set_yscale("log")
    axes.set(title=title, xlabel="published", ylabel="predicted")
    axes.legend()
    figure_.tight_layout()
    figure_.savefig(path, metadata={"Date": None})
    pyplot.close(figure_)


HEADER = """# Predicted against published

Made by `bench/validation/validate.py` from vendors' own descriptions and from what was published of the same machines. **No
parameter is fitted to these publications.** Beside each prediction stands a naive rule: for the error per layered gate the
product of the reported errors of the chain, for quantum volume and mirror circuits the median error looked up. An interval
is that of sampling; what the description leaves open is not in it.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=pathlib.Path, required=True)
    parser.add_argument("--qgauge", default=str(ROOT / "build/release/bin/qgauge"))
    parser.add_argument("--effort", default="quick", help="of all but IBM's volumes")
    parser.add_argument("--volume-effort", default="standard", help="the rule of quantum volume counts circuits")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "docs")
    parser.add_argument("--store", type=pathlib.Path, default=ROOT / "build/validation")
    options = parser.parse_args()
    efforts = {"quantum_volume": options.volume_effort, "others": options.effort}
    machines = Machines(options.qgauge, options.devices, efforts, options.store)
    with open(options.devices / "_published/ground_truth.csv", newline="", encoding="utf-8") as file:
        truth = list(csv.DictReader(file))
    eplg, volume = eplg_cases(machines, truth), volume_cases(machines, truth)
    heavy, mirror = heavy_cases(machines, truth), mirror_cases(machines, truth)
    plots = options.output / "validation"
    plots.mkdir(exist_ok=True)
    plot(plots / "eplg.svg", "Error per layered gate", eplg, lambda c: c["published"], lambda c: c["predicted"],
         lambda c: c["naive"], True)
    plot(plots / "mirror.svg", "Mirror circuits: polarization", mirror, lambda c: c["published"],
         lambda c: c["predicted"]["value"], lambda c: c["naive"], False)
    known = [c for c in volume if c["predicted"] is not None and c["naive"] is not None]
    plot(plots / "quantum_volume.svg", "log2 quantum volume", known, lambda c: c["published"],
         lambda c: c["predicted"], lambda c: c["naive"], False)
    notes = (pathlib.Path(__file__).parent / "notes.md").read_text(encoding="utf-8")
    page = "\n".join([
        HEADER, "## Error per layered gate\n", "![](validation/eplg.svg)\n", eplg_section(eplg),
        "\n## Quantum volume\n", "![](validation/quantum_volume.svg)\n", volume_section(volume),
        "\n## Heavy-output probabilities of trapped-ion machines\n", heavy_section(heavy),
        "\n## Mirror circuits\n", "![](validation/mirror.svg)\n", mirror_section(mirror), "\n" + notes])
    (options.output / "validation.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
