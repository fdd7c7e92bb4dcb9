#!/usr/bin/env python3
"""Runs circuits in OpenQASM on qgauge and on Qiskit Aer and says whether both give the same.

    python3 -m venv build/peers && build/peers/bin/pip install qiskit qiskit-aer qiskit-qasm3-import h5py mqt.bench
    build/peers/bin/python bench/peers/agree.py --mqt FOLDER...

Each folder is searched for .qasm files; --mqt also generates those of MQT Bench, at two levels of compilation. Circuits
that measure last are compared by all their amplitudes, phase included (1e-9). Others, with measurement in the middle, by
counts: a chi-squared test of homogeneity, which alone raises a false alarm with probability 1e-6 a circuit. Circuits
beyond --qubits are read by both and not run. The exit code is 1 where anything disagrees or only one of both reads it."""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy as np
from qiskit import QuantumCircuit, qasm2, qasm3, transpile
from qiskit_aer import AerSimulator

FALSE_ALARM = 1e-6
TOLERANCE = 1e-9
BASIS = ["u", "p", "cx", "h", "x", "y", "z", "s", "sdg", "t", "tdg", "sx", "rx", "ry", "rz", "rxx", "rzz", "cz", "swap"]


def load(file):
    text = file.read_text()
    if "OPENQASM 3" in text:
        return qasm3.loads(text)
    own = set(re.findall(r"^\s*gate\s+(\w+)", text, re.MULTILINE))  # the text's own gates, whatever Qiskit calls so
    known = [row for row in qasm2.LEGACY_CUSTOM_INSTRUCTIONS if row.name not in own]
    circuit = qasm2.loads(text, include_path=(file.parent,), custom_instructions=known)
    for _ in range(8 if own else 0):  # Aer takes gates by their names
        circuit = circuit.decompose(list(own))
    return circuit


def is_dynamic(circuit):
    measured = set()
    for instruction in circuit.data:
        operation = instruction.operation
        if operation.name in ("reset", "if_else", "for_loop", "store") or getattr(operation, "condition", None):
            return True
        if operation.name in ("barrier", "delay"):
            continue
        if measured.intersection(instruction.qubits):
            return True
        if operation.name == "measure":
            measured.update(instruction.qubits)
    return False


def aer_amplitudes(circuit):
    plain = QuantumCircuit(circuit.num_qubits, global_phase=circuit.global_phase)
    for instruction in circuit.data:
        if instruction.operation.name not in ("measure", "barrier", "delay", "reset"):
            plain.append(instruction.operation, [circuit.find_bit(q).index for q in instruction.qubits])
    plain = transpile(plain, basis_gates=BASIS, optimization_level=0)
    plain.save_statevector()
    return np.asarray(AerSimulator(method="statevector").run(plain).result().get_statevector())


def qgauge_amplitudes(program, file):
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state.h5"
        subprocess.run([program, "simulate", file, "--state", state, "--quiet"], check=True, capture_output=True)
        with h5py.File(state) as stored:
            return stored["amplitudes"][:]


def aer_counts(circuit, shots):
    run = transpile(circuit, basis_gates=BASIS, optimization_level=0)
    result = AerSimulator(method="statevector").run(run, shots=shots, seed_simulator=1).result()
    return {int(key, 16): count for key, count in result.data()["counts"].items()}


def qgauge_counts(program, file, shots):
    command = [program, "simulate", file, "--counts", "-", "--shots", str(shots)]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {int(key, 16): count for key, count in result["results"][0]["data"]["counts"].items()}


def homogeneity(first, second):
    """Two samples of one distribution? The probability of a larger chi-squared; rare outcomes are pooled."""
    from scipy.stats import chi2

    keys = [key for key in set(first) | set(second) if first.get(key, 0) + second.get(key, 0) >= 20]
    rows = [[counts.get(key, 0) for key in keys] for counts in (first, second)]
    for row, counts in zip(rows, (first, second)):
        row.append(sum(counts.values()) - sum(row))
    table = np.array(rows, dtype=float)
    table = table[:, table.sum(axis=0) > 0]
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return chi2.sf(((table - expected) ** 2 / expected).sum(), max(table.shape[1] - 1, 1))


def compare(program, file, most_qubits, shots):
    read = subprocess.run([program, "simulate", file, "--dry-run", "--quiet"], capture_output=True, text=True)
    try:
        circuit = load(file)
    except Exception as error:  # whatever a reader of circuits raises
        return ("only qgauge reads it: " if read.returncode == 0 else "neither reads it: ") + str(error)[:90], None
    too_large = circuit.num_qubits > most_qubits
    if read.returncode != 0 and not (too_large and "at most 62" in read.stderr):
        return "qgauge does not read it: " + read.stderr.strip()[:200], False
    if too_large:
        return f"read, not run: {circuit.num_qubits} qubits", None
    if is_dynamic(circuit):
        probability = homogeneity(aer_counts(circuit, shots), qgauge_counts(program, file, shots))
        return f"counts, p = {probability:.3g}", bool(probability > FALSE_ALARM)
    difference = np.abs(aer_amplitudes(circuit) - qgauge_amplitudes(program, file)).max()
    return f"amplitudes, {difference:.1e}", bool(difference < TOLERANCE)


def mqt_files(folder, sizes):
    from mqt.bench import BenchmarkLevel, get_benchmark
    from mqt.bench.benchmarks import get_available_benchmark_names

    for name in get_available_benchmark_names():
        for size in sizes:
            for level in (BenchmarkLevel.ALG, BenchmarkLevel.INDEP):
                try:
                    circuit = get_benchmark(name, level, size)
                    texts = {"2": qasm2.dumps(circuit) if level == BenchmarkLevel.INDEP else None}
                    texts["3"] = qasm3.dumps(circuit)
                except Exception:  # sizes that a benchmark does not have, gates that OpenQASM 2 cannot say
                    try:
                        texts = {"3": qasm3.dumps(circuit)}
                    except Exception:
                        continue
                for version, text in texts.items():
                    if text is not None:
                        (folder / f"{name}_{size}_{level.name.lower()}_{version}.qasm").write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--mqt", action="store_true", help="also what MQT Bench generates")
    parser.add_argument("--sizes", default="3,5,8", help="of MQT Bench's circuits")
    parser.add_argument("--qubits", type=int, default=20, help="the largest register that is run")
    parser.add_argument("--shots", type=int, default=20000)
    default = Path(__file__).resolve().parents[2] / "build" / "release" / "bin" / "qgauge"
    parser.add_argument("--program", type=Path, default=default)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as generated:
        if arguments.mqt:
            mqt_files(Path(generated), [int(size) for size in arguments.sizes.split(",")])
        files = sorted(file for folder in [*arguments.folders, Path(generated)] for file in folder.rglob("*.qasm"))
        verdicts = []
        for file in files:
            try:
                text, agrees = compare(arguments.program, file, arguments.qubits, arguments.shots)
            except Exception as error:  # a run that failed is a disagreement, and the others go on
                text, agrees = f"failed: {str(error)[:200]}", False
            verdicts.append(agrees)
            print(f"{ {True: 'agrees', False: 'DIFFERS', None: 'skipped'}[agrees]:8} {file.name}: {text}", flush=True)
    print(f"{len(files)} files: {verdicts.count(True)} agree, {verdicts.count(False)} differ, {verdicts.count(None)} skipped")
    return 1 if False in verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
