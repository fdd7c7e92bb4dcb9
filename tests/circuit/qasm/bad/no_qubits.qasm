// bad: found no qubits, expected a circuit on at least one
OPENQASM 2.0;
