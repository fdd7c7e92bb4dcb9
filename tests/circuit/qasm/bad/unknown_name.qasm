// bad:4:4: found 'theta', expected a number, a constant, a parameter
OPENQASM 2.0; include "qelib1.inc";
qreg q[1];
rz(theta) q[0];
