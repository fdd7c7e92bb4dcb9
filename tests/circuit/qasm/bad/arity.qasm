// bad:4:1: found 1 qubit of 'cx', expected 2
OPENQASM 2.0; include "qelib1.inc";
qreg q[2];
cx q[1];
