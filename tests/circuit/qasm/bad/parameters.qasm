// bad:4:1: found 2 parameters of 'rz', expected 1
OPENQASM 2.0; include "qelib1.inc";
qreg q[2];
rz(1, 2) q[1];
