#!/usr/bin/env python3
"""Runs the same circuits on qgauge and on other simulators, interleaved in one run, and prints ratios with their spread.

    python3 -m venv build/peers && build/peers/bin/pip install -r bench/peers/requirements.txt
    build/peers/bin/python bench/peers/compare.py --precision single random_grid_24 qft_24

Every simulator gets two threads and the same precision; of each the fastest setting counts, found in a first round.
Amplitudes are compared, up to one global phase. A ratio is the other's time over qgauge's, planning included, in the same
round; printed are its median and its least and greatest value."""

import argparse
import os
import random
import statistics
import subprocess
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "2"

import numpy as np  # noqa: E402

from circuits import CIRCUITS  # noqa: E402
from peers import ALL  # noqa: E402

PROGRAM = Path(__file__).resolve().parents[2] / "build" / "release" / "bin" / "qgauge_peer"
SMALL = 18  # below, times are of many runs
LARGE = 28  # from here on only the peers that are within reach, or a round would take an hour and all the memory
LARGE_PEERS = ("qsim", "qulacs")


class Qgauge:
    """The program beside this file, kept running between rounds."""

    def __init__(self, circuit, precision):
        self.repetitions = 100 if circuit.qubits < SMALL else 1
        self.process = subprocess.Popen([PROGRAM, precision, str(self.repetitions)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.ask(circuit.text() + "end", answer=False)

    def ask(self, text, answer=True):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        return [float(x) for x in self.process.stdout.readline().split()] if answer else None

    def run(self, indices):
        plan, run, *counts = self.ask("run")
        # Small circuits are run by the million: their plan is made once.
        taken = run if self.repetitions > 1 else plan + run
        return taken, np.array([complex(*self.ask(f"amplitude {x}")) for x in indices]), (plan, run, *counts)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def best_of(run, indices, repetitions):
    results = [run(indices) for _ in range(repetitions)]
    return min(result[0] for result in results), results[-1][1]


def fastest_setting(peer, indices, repetitions, budget_s):
    best = None
    for name, run in peer.settings():
        taken, amplitudes = best_of(run, indices, repetitions)
        if best is None or taken < best[0]:
            best = (taken, name, run, amplitudes)
        if taken > budget_s:
            break
    return best


def disagreement(ours, theirs, qubits):
    """Largest difference of amplitudes, in units of their root mean square, after one global phase."""
    overlap = np.vdot(ours, theirs)
    phase = overlap / abs(overlap) if abs(overlap) > 0 else 1
    # Amplitudes of a sparse state may all be zero: then the root mean square of the whole state is the unit.
    return np.abs(theirs - phase * ours).max() / max(np.sqrt((np.abs(ours) ** 2).mean()), 2 ** (-qubits / 2))


def compare(name, precision, rounds, names):
    circuit = CIRCUITS[name]()
    rng = random.Random(7)
    indices = sorted({rng.randrange(2 ** circuit.qubits) for _ in range(32)} | {0, 2 ** circuit.qubits - 1})
    repetitions = 20 if circuit.qubits < SMALL else 1
    peers = {}
    for key in names:
        if precision not in ALL[key].precisions or (circuit.qubits >= LARGE and key not in LARGE_PEERS):
            continue
        try:
            peers[key] = fastest_setting(ALL[key](circuit, precision), indices, repetitions, budget_s=120)
        except Exception as problem:  # a simulator that refuses a circuit is said to
            print(f"  {key}: {type(problem).__name__}: {problem}", file=sys.stderr)
    ours = Qgauge(circuit, precision)
    ours.run(indices)
    times, ratios = {key: [] for key in ["qgauge", *peers]}, {key: [] for key in peers}
    for _ in range(rounds):
        taken, amplitudes, counts = ours.run(indices)
        times["qgauge"].append(taken)
        for key, (_, _, run, _) in peers.items():
            other, found = best_of(run, indices, repetitions)
            times[key].append(other)
            ratios[key].append(other / taken)
            worst = disagreement(amplitudes, found, circuit.qubits)
            if worst > (1e-2 if precision == "single" else 1e-9):
                print(f"  {key}: amplitudes differ by {worst:.2g}", file=sys.stderr)
    peak, bandwidth = ours.ask("roofline")
    ours.close()
    plan, run, passes, moved, flops = counts
    speed, rate = flops / run / 1e9, moved / run / 1e9
    print(f"{name}, {precision}: qgauge {statistics.median(times['qgauge']):.4g} s, plan {plan * 1e3:.2g} ms of it\n"
          f"  {passes:.0f} passes, {rate:.1f} of {bandwidth:.0f} GB/s, {speed:.0f} of {peak:.0f} GFLOP/s: "
          f"{100 * max(speed / peak, rate / bandwidth):.0f} % of the roofline")
    for key, values in ratios.items():
        print(f"  {key:10} {statistics.median(times[key]):9.4g} s ({peers[key][1]}), ratio "
              f"{statistics.median(values):6.2f} [{min(values):.2f}, {max(values):.2f}]", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("circuits", nargs="*", default=list(CIRCUITS))
    parser.add_argument("--precision", choices=["single", "double"], default="single")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=",".join(ALL))
    arguments = parser.parse_args()
    for name in arguments.circuits:
        compare(name, arguments.precision, arguments.rounds, arguments.peers.split(","))


if __name__ == "__main__":
    main()
