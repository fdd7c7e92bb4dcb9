// bad:4:1: found q[1] twice in 'cx', expected different qubits
OPENQASM 2.0; include "qelib1.inc";
qreg q[2];
cx q[1], q[1];
