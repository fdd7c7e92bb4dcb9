// bad:2:10: found '4.0', expected version 2 or 3
OPENQASM 4.0;
qreg q[1];
