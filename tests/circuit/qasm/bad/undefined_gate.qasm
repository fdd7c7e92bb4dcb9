// bad:4:1: found 'foo', expected a gate that is defined; define it
OPENQASM 2.0; include "qelib1.inc";
qreg q[1];
foo q[0];
