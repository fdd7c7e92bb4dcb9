"""The noisy circuits of the comparison: a list of steps (name, qubits, numbers), gates and noise alike, in a form that
every simulator can take, and what is asked of their final state. Seeded; the same list goes to every simulator.

Columns are those of Qiskit Aer's own benchmarks: no noise, Pauli (mixed unitary), reset, Kraus. After each C-NOT both of
its qubits get: `pauli` depolarizing noise of the pair; `reset` a reset to |0> with some probability (relaxation with
T2 = T1); `kraus` amplitude damping (relaxation with T2 = 2 T1), which is no mixture of unitaries and resets."""

import random
from dataclasses import dataclass, field

import numpy as np

COLUMNS = ("none", "pauli", "reset", "kraus")
PAULI, RESET, DAMPING = 3e-3, 2e-3, 2e-3  # total Pauli error of a C-NOT; reset and decay of a qubit in its time


@dataclass
class NoisyCircuit:
    qubits: int
    observable: str  # "heavy", "outcome X" or "ghz"
    steps: list = field(default_factory=list)
    clifford: bool = False

    def add(self, name, qubits, numbers=()):
        self.steps.append((name, tuple(qubits), tuple(numbers)))

    def entangler(self, name, a, b, column):
        self.add(name, (a, b))
        if column == "pauli":
            self.add("depolarize2", (a, b), (PAULI,))
        self.relax((a, b), column, 1)

    def relax(self, qubits, column, times):
        """Noise of idling for as long as a C-NOT takes, `times` over; Pauli noise idles as its twirl."""
        for q in qubits:
            if column == "reset":
                self.add("reset", (q,), (1 - (1 - RESET) ** times,))
            elif column == "kraus":
                self.add("damp", (q,), (1 - (1 - DAMPING) ** times,))

    def idle(self, qubits, column, times):
        if column == "pauli":
            gamma = 1 - (1 - RESET) ** times
            for q in qubits:
                self.add("pauli1", (q,), (gamma / 4, gamma / 4, gamma / 4))
        self.relax(qubits, column, times)

    def text(self):
        lines = [f"{self.qubits} {self.observable}"]
        for name, qubits, numbers in self.steps:
            flat = [repr(float(v)) for x in numbers for v in ((x.real, x.imag) if name == "u" else (x,))]
            lines.append(" ".join([name, str(len(qubits)), *map(str, qubits), *flat]))
        return "\n".join(lines) + "\nend\n"


def haar(dimension, rng):
    gaussian = rng.normal(size=(dimension, dimension)) + 1j * rng.normal(size=(dimension, dimension))
    q, r = np.linalg.qr(gaussian)
    return q * (np.diag(r) / np.abs(np.diag(r)))


def add_unitary(circuit, qubit, matrix):
    circuit.add("u", (qubit,), np.asarray(matrix).ravel())


def quantum_volume(qubits, column, seed=1):
    """Layers of random pairs, each a Haar-random SU(4) (Cross et al., PRA 100, 032328) as three C-NOTs and one-qubit
    unitaries, as Qiskit's decomposer writes it."""
    from qiskit.circuit.library import CXGate
    from qiskit.synthesis import TwoQubitBasisDecomposer
    decompose = TwoQubitBasisDecomposer(CXGate(), euler_basis="U")
    rng = np.random.default_rng(seed)
    circuit = NoisyCircuit(qubits, "heavy")
    for _ in range(qubits):
        order = rng.permutation(qubits)
        for k in range(0, qubits - 1, 2):
            pair = [int(order[k]), int(order[k + 1])]
            for instruction in decompose(haar(4, rng)).data:
                on = [pair[instruction.qubits[j]._index] for j in range(len(instruction.qubits))]
                if len(on) == 1:
                    add_unitary(circuit, on[0], instruction.operation.to_matrix())
                else:
                    circuit.entangler("cx", *on, column)
    return circuit


def ghz(qubits, column):
    """A chain of C-NOTs; qubits that carry the state wait, the others are in |0> and do not decay."""
    circuit = NoisyCircuit(qubits, "ghz", clifford=column in ("none", "pauli"))
    circuit.add("h", (0,))
    for q in range(1, qubits):
        circuit.entangler("cx", q - 1, q, column)
        circuit.idle(range(q - 1), column, 4)
    return circuit


def mirror(qubits, layers, column, seed=1):
    """Random one-qubit Clifford gates and C-Z on random pairs of neighbours, and all of it backwards with random Paulis
    in the middle (Proctor et al., Nature Physics 18, 75)."""
    rng = random.Random(seed)
    singles = [("h",), ("s",), ("h", "s"), ("s", "h"), ("h", "s", "h"), ("x",)]
    inverse = {"h": ("h",), "s": ("s", "s", "s"), "x": ("x",)}
    forward = []
    for _ in range(layers // 2):
        forward.append([(g, (q,)) for q in range(qubits) for g in rng.choice(singles)])
        pairs, q = [], rng.randrange(2)
        while q + 1 < qubits:
            if rng.random() < 0.75:
                pairs.append(("cz", (q, q + 1)))
            q += 2
        forward.append(pairs)
    backward = [[(h, on) for g, on in reversed(layer) for h in (inverse[g] if g != "cz" else ("cz",))]
                for layer in reversed(forward)]
    middle = [("x", (q,)) for q in range(qubits) if rng.random() < 0.5]
    circuit = NoisyCircuit(qubits, "outcome 0", clifford=column in ("none", "pauli"))
    for name, on in [g for layer in [*forward, middle, *backward] for g in layer]:
        circuit.entangler(name, *on, column) if name == "cz" else circuit.add(name, on)
    circuit.observable = f"outcome {clifford_outcome(circuit)}"
    return circuit


def clifford_outcome(circuit):
    """The outcome of a noiseless circuit that ends in a basis state, by numpy's state vector."""
    h = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
    matrices = {"h": h, "s": np.diag([1, 1j]), "x": np.array([[0, 1], [1, 0]])}
    n = circuit.qubits
    state = np.zeros((2,) * n, complex)
    state[(0,) * n] = 1
    for name, on, _ in circuit.steps:
        axes = [n - 1 - q for q in on]
        if name in matrices:
            state = np.moveaxis(np.tensordot(matrices[name], state, axes=(1, axes[0])), 0, axes[0])
        elif name == "cz":
            index = [slice(None)] * n
            index[axes[0]] = index[axes[1]] = 1
            state[tuple(index)] *= -1
    return int(np.argmax(np.abs(state)))


CIRCUITS = {
    "quantum_volume_12": lambda column: quantum_volume(12, column),
    "quantum_volume_16": lambda column: quantum_volume(16, column),
    "quantum_volume_20": lambda column: quantum_volume(20, column),
    "ghz_16": lambda column: ghz(16, column),
    "mirror_16x32": lambda column: mirror(16, 32, column),
}
