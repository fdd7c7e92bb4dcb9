"""The other simulators, each as a class with `precisions`, and for each of its settings a callable that runs the circuit
and returns seconds and the amplitudes asked for. Settings that a simulator has are all tried; the comparison takes the
fastest. Conversion of the circuit, transpilation and optimisation are left out of their times."""

import math
import time

import numpy as np

THREADS = 2
SQRT_HALF = math.sqrt(0.5)


def half_turn_root(x, y):
    """exp(-i pi/4 (x X + y Y))."""
    return SQRT_HALF * np.array([[1, -1j * (x - 1j * y)], [-1j * (x + 1j * y), 1]])


def fsim():
    return np.array([[1, 0, 0, 0], [0, 0, -1j, 0], [0, -1j, 0, 0], [0, 0, 0, np.exp(-1j * math.pi / 6)]])


SPECIAL = {"sx": half_turn_root(1, 0), "sy": half_turn_root(0, 1), "sw": half_turn_root(SQRT_HALF, SQRT_HALF),
           "fsim": fsim()}


def swapped(matrix):
    """Of a two-qubit gate, for simulators whose first qubit is the high bit of the index."""
    order = [0, 2, 1, 3]
    return matrix[np.ix_(order, order)] if matrix.shape[0] == 4 else matrix


class Qsim:
    """qsim through qsimcirq; settings are the largest fused gate."""
    precisions = ("single",)

    def __init__(self, circuit, _precision):
        import cirq
        import qsimcirq
        self.cirq, self.qsimcirq = cirq, qsimcirq
        # Cirq's first qubit is the highest bit.
        self.line = [cirq.LineQubit(circuit.qubits - 1 - q) for q in range(circuit.qubits)]
        self.circuit = cirq.Circuit(self.gate(*gate) for gate in circuit.gates)
        missing = [cirq.I(q) for q in self.line if q not in self.circuit.all_qubits()]
        self.circuit.append(missing)
        self.qubits = circuit.qubits

    def gate(self, name, qubits, angle, matrix):
        cirq = self.cirq
        line = [self.line[q] for q in qubits]
        if matrix is not None:
            return cirq.MatrixGate(swapped(matrix)).on(*line)
        simple = {"h": cirq.H, "x": cirq.X, "s": cirq.S, "t": cirq.T, "cz": cirq.CZ, "cx": cirq.CNOT, "swap": cirq.SWAP,
                  "sx": cirq.X**0.5, "sy": cirq.Y**0.5, "fsim": cirq.FSimGate(math.pi / 2, math.pi / 6),
                  "sw": cirq.PhasedXPowGate(phase_exponent=0.25, exponent=0.5),
                  "rx": cirq.rx(angle), "ry": cirq.ry(angle), "rz": cirq.rz(angle),
                  "cp": cirq.CZPowGate(exponent=angle / math.pi),
                  "rzz": cirq.ZZPowGate(exponent=angle / math.pi, global_shift=-0.5)}
        return simple[name].on(*line)

    def settings(self):
        for fused in (2, 3, 4):
            options = self.qsimcirq.QSimOptions(max_fused_gate_size=fused, cpu_threads=THREADS)
            simulator = self.qsimcirq.QSimSimulator(options, circuit_memoization_size=4)
            yield f"fused {fused}", lambda indices, s=simulator: self.run(s, indices)

    def run(self, simulator, indices):
        begin = time.perf_counter()
        amplitudes = simulator.compute_amplitudes(self.circuit, bitstrings=indices, qubit_order=self.line[::-1])
        return time.perf_counter() - begin, np.array(amplitudes)


class Qulacs:
    """Qulacs; settings are the optimiser's largest block."""
    precisions = ("double",)

    def __init__(self, circuit, _precision):
        import qulacs
        self.qulacs, self.source = qulacs, circuit
        self.state = qulacs.QuantumState(circuit.qubits)

    def build(self):
        gate = self.qulacs.gate
        built = self.qulacs.QuantumCircuit(self.source.qubits)
        for name, qubits, angle, matrix in self.source.gates:
            q = list(qubits)
            made = {"h": lambda: gate.H(*q), "x": lambda: gate.X(*q), "s": lambda: gate.S(*q), "t": lambda: gate.T(*q),
                    "cz": lambda: gate.CZ(*q), "cx": lambda: gate.CNOT(*q), "swap": lambda: gate.SWAP(*q),
                    "sx": lambda: gate.sqrtX(*q), "sy": lambda: gate.sqrtY(*q),
                    "rx": lambda: gate.RotX(*q, angle), "ry": lambda: gate.RotY(*q, angle),
                    "rz": lambda: gate.RotZ(*q, angle), "rzz": lambda: gate.PauliRotation(q, [3, 3], -angle),
                    "cp": lambda: gate.DenseMatrix(q, np.diag([1, 1, 1, np.exp(1j * angle)]))}
            if name == "cp":
                made[name] = lambda: self.controlled_phase(q, angle)
            if matrix is not None or name in ("sw", "fsim"):
                built.add_gate(gate.DenseMatrix(q, matrix if matrix is not None else SPECIAL[name]))
            else:
                built.add_gate(made[name]())
        return built

    def controlled_phase(self, qubits, angle):
        made = self.qulacs.gate.U1(qubits[1], angle)
        made = self.qulacs.gate.to_matrix_gate(made)
        made.add_control_qubit(qubits[0], 1)
        return made

    def settings(self):
        for block in (0, 2, 3, 4):
            built = self.build()
            if block:
                self.qulacs.circuit.QuantumCircuitOptimizer().optimize(built, block)
            yield f"block {block}" if block else "not optimised", lambda indices, c=built: self.run(c, indices)
        light = self.build()
        self.qulacs.circuit.QuantumCircuitOptimizer().optimize_light(light)
        yield "light", lambda indices: self.run(light, indices)

    def run(self, built, indices):
        begin = time.perf_counter()
        self.state.set_zero_state()
        built.update_quantum_state(self.state)
        taken = time.perf_counter() - begin
        return taken, np.array([self.state.get_amplitude(x) for x in indices])


class Aer:
    """Qiskit Aer's state vector; settings are the largest fused gate. Its own clock."""
    precisions = ("single", "double")

    def __init__(self, circuit, precision):
        self.source, self.precision = circuit, precision

    def build(self, indices):
        from qiskit import QuantumCircuit
        from qiskit.circuit.library import UnitaryGate
        built = QuantumCircuit(self.source.qubits)
        for name, qubits, angle, matrix in self.source.gates:
            if matrix is not None or name in SPECIAL and name != "sx":
                built.append(UnitaryGate(matrix if matrix is not None else SPECIAL[name]), list(qubits))
            elif name in ("rx", "ry", "rz", "cp", "rzz"):
                getattr(built, name)(angle, *qubits)
            else:
                getattr(built, name)(*qubits)
        built.save_amplitudes(indices)
        return built

    def settings(self):
        from qiskit_aer import AerSimulator
        for fused in (3, 5):
            simulator = AerSimulator(method="statevector", precision=self.precision, fusion_max_qubit=fused,
                                     fusion_threshold=0, max_parallel_threads=THREADS)
            yield f"fused {fused}", lambda indices, s=simulator: self.run(s, indices)

    def run(self, simulator, indices):
        import qiskit_aer.library  # noqa: F401  registers save_amplitudes
        result = simulator.run(self.build(indices), shots=1).result().results[0]
        # sqrt X here carries a global phase; the comparison forgives one.
        return result.time_taken, np.array(result.data.amplitudes)


class Lightning:
    """PennyLane's lightning.qubit, gate by gate."""
    precisions = ("single", "double")

    def __init__(self, circuit, precision):
        import pennylane as qml
        from pennylane_lightning.lightning_qubit._state_vector import LightningStateVector
        self.qml, self.qubits = qml, circuit.qubits
        # PennyLane's first wire is the highest bit.
        self.operations = [self.gate(*gate) for gate in circuit.gates]
        self.dtype = np.complex64 if precision == "single" else np.complex128
        self.make = LightningStateVector

    def gate(self, name, qubits, angle, matrix):
        qml = self.qml
        wires = [self.qubits - 1 - q for q in qubits]
        if matrix is not None or name in SPECIAL:
            return qml.QubitUnitary(swapped(matrix if matrix is not None else SPECIAL[name]), wires)
        angled = {"rx": qml.RX, "ry": qml.RY, "rz": qml.RZ, "cp": qml.ControlledPhaseShift, "rzz": qml.IsingZZ}
        plain = {"h": qml.Hadamard, "x": qml.PauliX, "s": qml.S, "t": qml.T, "cz": qml.CZ, "cx": qml.CNOT, "swap": qml.SWAP}
        return angled[name](angle, wires) if name in angled else plain[name](wires)

    def settings(self):
        yield "as it is", self.run

    def run(self, indices):
        state = self.make(self.qubits, dtype=self.dtype)
        begin = time.perf_counter()
        state.apply_operations(self.operations)
        taken = time.perf_counter() - begin
        return taken, state.state[indices]


ALL = {"qsim": Qsim, "qulacs": Qulacs, "aer": Aer, "lightning": Lightning}
