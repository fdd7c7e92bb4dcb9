// bad:4:5: found the index 2 of 'q', expected 0 to 1
OPENQASM 2.0; include "qelib1.inc";
qreg q[2];
h q[2];
