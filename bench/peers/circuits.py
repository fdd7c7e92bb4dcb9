"""The circuits of the comparison, in a form that every simulator can take: a list of gates (name, qubits, parameter or
matrix). Seeded; the same list goes to every simulator."""

import math
import random
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Circuit:
    qubits: int
    gates: list = field(default_factory=list)

    def add(self, name, *qubits, angle=0.0, matrix=None):
        self.gates.append((name, qubits, angle, matrix))

    def text(self):
        """The interchange: a line with the number of qubits, then a line for each gate, qubit 0 being the lowest bit."""
        lines = [str(self.qubits)]
        for name, qubits, angle, matrix in self.gates:
            numbers = [repr(float(angle))] if matrix is None else [
                repr(float(x)) for entry in matrix.ravel() for x in (entry.real, entry.imag)]
            lines.append(" ".join([name, str(len(qubits)), *map(str, qubits), *numbers]))
        return "\n".join(lines) + "\n"


def grid_pairs(rows, columns, pattern):
    """Disjoint neighbours on a grid: 8 patterns, every edge in one of them (Boixo et al., Nature Physics 14, 595)."""
    vertical, offset, shift = pattern & 1, (pattern >> 1) & 1, (pattern >> 2) & 1
    pairs = []
    for row in range(rows):
        for column in range(columns):
            along, across = (row, column) if vertical else (column, row)
            if along % 2 != (offset + across * 1 + shift * 0) % 2 or (across + shift) % 2:
                continue
            other = (row + 1, column) if vertical else (row, column + 1)
            if other[0] < rows and other[1] < columns:
                pairs.append((row * columns + column, other[0] * columns + other[1]))
    return pairs


def random_grid(rows, columns, depth, seed=1):
    """H, then cycles of CZ on a pattern and a gate of T, sqrt X, sqrt Y on the qubits that just left a CZ."""
    rng = random.Random(seed)
    n = rows * columns
    circuit = Circuit(n)
    for q in range(n):
        circuit.add("h", q)
    busy_before, last = set(), ["h"] * n
    for cycle in range(depth):
        pairs = grid_pairs(rows, columns, cycle % 8)
        busy = {q for pair in pairs for q in pair}
        for q in sorted(busy_before - busy):
            choices = ["t"] if last[q] == "h" else [g for g in ("sx", "sy", "t") if g != last[q]]
            last[q] = rng.choice(choices)
            circuit.add(last[q], q)
        for a, b in pairs:
            circuit.add("cz", a, b)
        busy_before = busy
    for q in range(n):
        circuit.add("h", q)
    return circuit


def random_grid_fsim(rows, columns, depth, seed=1):
    """Cycles of sqrt X, sqrt Y or sqrt W on every qubit and fSim(pi/2, pi/6) on a pattern (Arute et al., Nature 574, 505)."""
    rng = random.Random(seed)
    n = rows * columns
    circuit = Circuit(n)
    last = [None] * n
    for cycle in range(depth):
        for q in range(n):
            last[q] = rng.choice([g for g in ("sx", "sy", "sw") if g != last[q]])
            circuit.add(last[q], q)
        for a, b in grid_pairs(rows, columns, cycle % 8):
            circuit.add("fsim", a, b)
    return circuit


def rotated(n, seed):
    """A product state without symmetry, so that no simulator profits from zeros."""
    rng = random.Random(seed)
    circuit = Circuit(n)
    for q in range(n):
        circuit.add("ry", q, angle=rng.uniform(0.3, 2.8))
        circuit.add("rz", q, angle=rng.uniform(0.3, 2.8))
    return circuit


def fourier(n, seed=2):
    """Quantum Fourier transform of a product state, with its final exchange of qubits."""
    circuit = rotated(n, seed)
    for q in reversed(range(n)):
        circuit.add("h", q)
        for p in reversed(range(q)):
            circuit.add("cp", p, q, angle=math.pi / 2 ** (q - p))
    for q in range(n // 2):
        circuit.add("swap", q, n - 1 - q)
    return circuit


def random_unitary(rng, size):
    matrix = rng.normal(size=(size, size)) + 1j * rng.normal(size=(size, size))
    q, r = np.linalg.qr(matrix)
    return q * (np.diag(r) / np.abs(np.diag(r)))


def quantum_volume(n, seed=3):
    """n layers of Haar-random SU(4) on random pairs (Cross et al., PRA 100, 032328)."""
    rng = np.random.default_rng(seed)
    circuit = Circuit(n)
    for _ in range(n):
        order = rng.permutation(n)
        for k in range(n // 2):
            circuit.add("unitary", int(order[2 * k]), int(order[2 * k + 1]), matrix=random_unitary(rng, 4))
    return circuit


def ising(n, steps=20):
    """First-order Trotter steps of the transverse-field Ising chain."""
    circuit = Circuit(n)
    for q in range(n):
        circuit.add("h", q)
    for step in range(steps):
        for q in range(n - 1):
            circuit.add("rzz", q, q + 1, angle=0.2 + 0.01 * step)
        for q in range(n):
            circuit.add("rx", q, angle=0.3 + 0.01 * step)
    return circuit


def regular_graph(n, degree, rng):
    while True:
        points = [q for q in range(n) for _ in range(degree)]
        rng.shuffle(points)
        edges = {tuple(sorted(points[i:i + 2])) for i in range(0, len(points), 2)}
        if len(edges) == n * degree // 2 and all(a != b for a, b in edges):
            return sorted(edges)


def qaoa(n, layers=6, seed=4):
    """QAOA of MaxCut on a random 3-regular graph."""
    rng = random.Random(seed)
    edges = regular_graph(n, 3, rng)
    circuit = Circuit(n)
    for q in range(n):
        circuit.add("h", q)
    for layer in range(layers):
        for a, b in edges:
            circuit.add("rzz", a, b, angle=0.4 + 0.1 * layer)
        for q in range(n):
            circuit.add("rx", q, angle=0.9 - 0.1 * layer)
    return circuit


def clifford(n, depth=20, seed=5):
    """Layers of H, S or nothing on every qubit and CX or CZ on random pairs."""
    rng = random.Random(seed)
    circuit = Circuit(n)
    for _ in range(depth):
        for q in range(n):
            gate = rng.choice(["h", "s", None])
            if gate:
                circuit.add(gate, q)
        order = list(range(n))
        rng.shuffle(order)
        for k in range(n // 2):
            circuit.add(rng.choice(["cx", "cz"]), order[2 * k], order[2 * k + 1])
    return circuit


def ghz(n):
    circuit = Circuit(n)
    circuit.add("h", 0)
    for q in range(n - 1):
        circuit.add("cx", q, q + 1)
    return circuit


def bernstein_vazirani(n, seed=6):
    rng = random.Random(seed)
    circuit = Circuit(n)
    circuit.add("x", n - 1)
    for q in range(n):
        circuit.add("h", q)
    for q in range(n - 1):
        if rng.random() < 0.5:
            circuit.add("cx", q, n - 1)
    for q in range(n - 1):
        circuit.add("h", q)
    return circuit


CIRCUITS = {
    "random_grid_24": lambda: random_grid(4, 6, 16),
    "random_grid_28": lambda: random_grid(4, 7, 18),
    "random_grid_30": lambda: random_grid(5, 6, 20),
    "random_fsim_24": lambda: random_grid_fsim(4, 6, 16),
    "qft_24": lambda: fourier(24),
    "qft_28": lambda: fourier(28),
    "quantum_volume_20": lambda: quantum_volume(20),
    "quantum_volume_24": lambda: quantum_volume(24),
    "quantum_volume_26": lambda: quantum_volume(26),
    "ising_24": lambda: ising(24),
    "qaoa_24": lambda: qaoa(24),
    "clifford_24": lambda: clifford(24),
    "ghz_28": lambda: ghz(28),
    "bernstein_vazirani_28": lambda: bernstein_vazirani(28),
    "random_grid_8": lambda: random_grid(2, 4, 16),
    "random_grid_12": lambda: random_grid(3, 4, 16),
    "random_grid_16": lambda: random_grid(4, 4, 16),
    "quantum_volume_12": lambda: quantum_volume(12),
}
