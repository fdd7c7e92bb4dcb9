// bad:4:1: found 'h', expected a gate that is defined; include
OPENQASM 2.0;
qreg q[1];
h q[0];
