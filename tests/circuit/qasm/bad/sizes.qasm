// bad:4:1: found registers of 2 and 3 qubits, expected registers of one size
OPENQASM 2.0; include "qelib1.inc";
qreg a[2]; qreg b[3];
cx a, b;
