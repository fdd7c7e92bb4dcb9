#!/usr/bin/env python3
"""Time to a given precision on noisy circuits, qgauge and other simulators, interleaved in one run.

    build/peers/bin/python bench/peers/compare_noisy.py quantum_volume_12 ghz_16

Asked is the observable of the circuit with a 95 % interval of +-0.005. Others draw shots, of which each is a trajectory;
the time that they need is that of the shots that the variance p (1 - p) asks for, from their rate in a run of as many
shots as fit the budget, with their time for a single shot taken as what does not grow. Qiskit Aer is also asked for
probabilities averaged over trajectories, where the variance of a trajectory's probability (measured by its own rounds) is
smaller, and for its density matrix, stabilizer and matrix product state, where the circuit allows; its fastest way counts.
Conversion of circuits is left out of their times; qgauge's time is all of `estimate`."""

import argparse
import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "2"

import numpy as np  # noqa: E402

from noisy_circuits import CIRCUITS, COLUMNS  # noqa: E402

PROGRAM = Path(__file__).resolve().parents[2] / "build" / "release" / "bin" / "qgauge_noisy_peer"
PRECISION, QUANTILE, THREADS = 0.005, 1.959964, 2


def shots_needed(p):
    return max(1, math.ceil(QUANTILE**2 * p * (1 - p) / PRECISION**2))


def paulis_of(numbers):
    return [("X", numbers[0]), ("Y", numbers[1]), ("Z", numbers[2]), ("I", 1 - sum(numbers))]


def damping(gamma):
    return [np.array([[1, 0], [0, math.sqrt(1 - gamma)]]), np.array([[0, math.sqrt(gamma)], [0, 0]])]


class Qgauge:
    def __init__(self, circuit):
        self.process = subprocess.Popen([PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(circuit.text())
        self.seed = 0

    def run(self):
        self.seed += 1
        self.process.stdin.write(f"estimate {PRECISION} {self.seed}\n")
        self.process.stdin.flush()
        value, half_width, trajectories, seconds = map(float, self.process.stdout.readline().split())
        return value, half_width, int(trajectories), seconds

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Aer:
    """A way is (name, options of the simulator, whether probabilities are averaged)."""

    def __init__(self, circuit, column, heavy):
        from qiskit import QuantumCircuit
        from qiskit.circuit.library import UnitaryGate
        from qiskit_aer.noise import depolarizing_error, kraus_error, pauli_error, reset_error
        self.circuit, self.column, self.heavy = circuit, column, heavy
        built = QuantumCircuit(circuit.qubits)
        for name, on, numbers in circuit.steps:
            if name == "u":
                built.append(UnitaryGate(np.array(numbers).reshape(2, 2)), on)
            elif name == "depolarize2":  # Aer's parameter is 16/15 of the total Pauli error
                built.append(depolarizing_error(numbers[0] * 16 / 15, 2).to_instruction(), on)
            elif name == "pauli1":
                built.append(pauli_error(paulis_of(numbers)).to_instruction(), on)
            elif name == "reset":
                built.append(reset_error(numbers[0]).to_instruction(), on)
            elif name == "damp":
                built.append(kraus_error(damping(numbers[0])).to_instruction(), on)
            else:
                getattr(built, name)(*on)
        if circuit.observable == "ghz":
            for q in range(1, circuit.qubits):
                built.cx(0, q)
            built.h(0)
        self.built = built
        self.sampled, self.averaged = built.copy(), built.copy()
        self.sampled.measure_all()
        self.averaged.save_probabilities()

    def ways(self):
        yield "state vector, shots", {"method": "statevector", "precision": "single"}, False
        yield "state vector, shot branching", {"method": "statevector", "precision": "single",
                                               "shot_branching_enable": True, "shot_branching_sampling_enable": True}, False
        yield "state vector, probabilities", {"method": "statevector", "precision": "single"}, True
        if self.circuit.qubits <= 12:
            yield "density matrix", {"method": "density_matrix", "precision": "single"}, True
        if self.circuit.clifford:
            yield "stabilizer", {"method": "stabilizer"}, False
        if self.circuit.observable == "ghz":
            yield "matrix product state", {"method": "matrix_product_state"}, False

    def success(self, bits):
        if self.circuit.observable == "heavy":
            return self.heavy[bits]
        return bits == (0 if self.circuit.observable == "ghz" else int(self.circuit.observable.split()[1]))

    def run(self, way, shots, seed):
        from qiskit_aer import AerSimulator
        _, options, averaged = way
        simulator = AerSimulator(max_parallel_threads=THREADS, seed_simulator=seed, **options)
        begin = time.perf_counter()
        result = simulator.run(self.averaged if averaged else self.sampled, shots=shots).result()
        seconds = time.perf_counter() - begin
        if not result.success:
            raise RuntimeError(result.status)
        if averaged:
            probabilities = np.asarray(result.data().get("probabilities"))
            chosen = [x for x in range(len(probabilities)) if self.success(x)]
            return probabilities[chosen].sum(), seconds
        counts = result.get_counts()
        return sum(n for bits, n in counts.items() if self.success(int(bits.split()[0], 2))) / shots, seconds


class Qsim:
    def __init__(self, circuit, column, heavy):
        import cirq
        import qsimcirq
        self.cirq, self.qsimcirq, self.circuit, self.heavy = cirq, qsimcirq, circuit, heavy
        line = [cirq.LineQubit(circuit.qubits - 1 - q) for q in range(circuit.qubits)]
        plain = {"cx": cirq.CNOT, "cz": cirq.CZ, "h": cirq.H, "s": cirq.S, "x": cirq.X}
        operations = []
        for name, on, numbers in circuit.steps:
            qubits = [line[q] for q in on]
            if name == "u":
                operations.append(cirq.MatrixGate(np.array(numbers).reshape(2, 2)).on(*qubits))
            elif name == "depolarize2":
                operations.append(cirq.depolarize(numbers[0], n_qubits=2).on(*qubits))
            elif name == "pauli1":
                operations.append(cirq.asymmetric_depolarize(*numbers).on(*qubits))
            elif name == "reset":
                root = math.sqrt(numbers[0])
                operations.append(cirq.KrausChannel([math.sqrt(1 - numbers[0]) * np.eye(2), np.array([[root, 0], [0, 0]]),
                                                     np.array([[0, root], [0, 0]])]).on(*qubits))
            elif name == "damp":
                operations.append(cirq.amplitude_damp(numbers[0]).on(*qubits))
            else:
                operations.append(plain[name].on(*qubits))
        if circuit.observable == "ghz":
            operations += [cirq.CNOT(line[0], line[q]) for q in range(1, circuit.qubits)] + [cirq.H(line[0])]
        operations.append(cirq.measure(*line[::-1], key="m"))
        self.built = cirq.Circuit(operations)

    success = Aer.success

    def ways(self):
        for fused in (2, 4):
            yield f"fused {fused}", fused, False

    def run(self, way, shots, seed):
        options = self.qsimcirq.QSimOptions(max_fused_gate_size=way[1], cpu_threads=THREADS)
        simulator = self.qsimcirq.QSimSimulator(options, seed=seed)
        begin = time.perf_counter()
        bits = simulator.run(self.built, repetitions=shots).measurements["m"]
        seconds = time.perf_counter() - begin
        weights = 1 << np.arange(self.circuit.qubits)[::-1]
        return float(np.mean([self.success(int(x)) for x in bits @ weights])), seconds


def heavy_outcomes(circuit):
    """Of the noiseless circuit, by Aer."""
    if circuit.observable != "heavy":
        return None
    from qiskit import QuantumCircuit
    from qiskit.circuit.library import UnitaryGate
    from qiskit_aer import AerSimulator
    built = QuantumCircuit(circuit.qubits)
    for name, on, numbers in circuit.steps:
        if name == "u":
            built.append(UnitaryGate(np.array(numbers).reshape(2, 2)), on)
        elif name == "cx":
            built.cx(*on)
    built.save_probabilities()
    data = AerSimulator(method="statevector").run(built, shots=1).result().data()
    probabilities = np.asarray(data.get("probabilities"))
    return probabilities >= np.median(probabilities)


def spread_of_averages(peer, way, trajectories, rounds=12):
    """Variance of one trajectory's probability, measured once."""
    known = peer.__dict__.setdefault("spreads", {})
    if way[0] in known:
        return known[way[0]]
    values = [peer.run(way, trajectories, 100 + k)[0] for k in range(rounds)]
    known[way[0]] = trajectories * statistics.variance(values)
    return known[way[0]]


def extrapolated(peer, way, p, budget_s, seed):
    """Seconds to the precision."""
    if way[0] == "density matrix":
        return peer.run(way, 1, seed)[1]
    needed = shots_needed(p)
    single = peer.run(way, 1, seed)[1]
    shots = int(min(needed, max(8, budget_s / max(single, 1e-6))))
    taken = peer.run(way, shots, seed)[1]
    if way[2]:
        needed = max(1, QUANTILE**2 * spread_of_averages(peer, way, max(2, min(8, shots))) / PRECISION**2)
    rate = max(taken - single, 0.02 * taken) / max(1, shots - 1)
    return single + rate * max(0, needed - 1)


def fastest(peer, p, budget_s):
    best = None
    for way in peer.ways():
        try:
            seconds = extrapolated(peer, way, p, budget_s, 1)
        except Exception as problem:  # a way that refuses a circuit is said to
            print(f"    {way[0]}: {type(problem).__name__}: {str(problem)[:100]}", file=sys.stderr)
            continue
        if best is None or seconds < best[0]:
            best = (seconds, way)
    return best[1] if best else None


def compare(name, column, rounds, budget_s):
    circuit = CIRCUITS[name](column)
    heavy = heavy_outcomes(circuit)
    ours = Qgauge(circuit)
    p = ours.run()[0]
    peers = {"aer": Aer(circuit, column, heavy), "qsim": Qsim(circuit, column, heavy)}
    ways = {key: fastest(peer, p, budget_s) for key, peer in peers.items()}
    times, ratios = [], {key: [] for key in peers}
    for k in range(rounds):
        value, half_width, trajectories, seconds = ours.run()
        times.append(seconds)
        for key, peer in peers.items():
            if ways[key]:
                ratios[key].append(extrapolated(peer, ways[key], p, budget_s, 10 + k) / seconds)
    ours.close()
    print(f"{name}, {column}: {value:.4f} +- {half_width:.4f}, qgauge {statistics.median(times):.4g} s "
          f"({trajectories} trajectories or shots)")
    for key, values in ratios.items():
        if values:
            print(f"  {key:5} {statistics.median(values) * statistics.median(times):9.4g} s ({ways[key][0]}), ratio "
                  f"{statistics.median(values):8.1f} [{min(values):.1f}, {max(values):.1f}]", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("circuits", nargs="*", default=list(CIRCUITS))
    parser.add_argument("--columns", default=",".join(COLUMNS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=5, help="seconds of a peer's run in a round")
    arguments = parser.parse_args()
    for name in arguments.circuits:
        for column in arguments.columns.split(","):
            compare(name, column, arguments.rounds, arguments.budget)


if __name__ == "__main__":
    main()
